// The canvas of notebook 04 as a page of its own, with the committed weights.
import { join } from "node:path";
import { embeddedMnist } from "../../../lib/io/embedded-mnist";
import { loadModel } from "../../../lib/io/save-model";
import { drawDigit } from "../../../lib/notebook/touch/draw-digit";
import type { ExtraPage } from "../extra-pages";
import { root } from "../places";

/** One digit of each kind, from the package that brings some of MNIST's. */
async function samples() {
  const { images, labels } = (await embeddedMnist()).test;
  return Array.from({ length: 10 }, (_, digit) => {
    const i = labels.indexOf(digit);
    return { pixels: images.data.subarray(784 * i, 784 * (i + 1)), label: digit };
  });
}

export const drawADigit: ExtraPage = {
  slug: "draw-a-digit",
  title: "Draw a digit",
  about: "A canvas on which a net of 23,860 numbers reads what you write, stroke by stroke.",
  async html(place) {
    const network = await loadModel(join(root, "data", "digits-784-30-10.npz"));
    return (
      `<h1>Draw a digit</h1>` +
      `<p>Write a digit with mouse, finger or pen, thick and large. The net reads while you write: look at the ten bars. ` +
      `The buttons put a real digit on the canvas, which you may change with your own strokes.</p>` +
      place(drawDigit({ network, samples: await samples() })) +
      `<h2 id="what">What reads here</h2>` +
      `<p>A net with 784 inputs (28 × 28 pixels), 30 hidden neurons and ten outputs, trained by ` +
      `<a href="04-mnist.html">notebook 04</a> on 60,000 digits. Before it looks, your strokes are scaled and centred as ` +
      `those digits were: the ink fitted into 20 × 20 pixels, its centre of mass in the middle.</p>` +
      `<p><em>Predict: if you draw a 1 and then slowly turn it into a 7, at which stroke will the net change its mind?</em></p>` +
      `<p>All of it runs in this page. Nothing that you draw leaves it.</p>`
    );
  },
};
