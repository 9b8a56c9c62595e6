// The field of notebook 10 as a page of its own, with the committed weights.
import { join } from "node:path";
import { loadModel } from "../../../lib/io/save-model";
import { dropPicture } from "../../../lib/notebook/touch/drop-picture";
import type { ExtraPage } from "../extra-pages";
import { root } from "../places";

export const dropAPicture: ExtraPage = {
  slug: "drop-a-picture",
  title: "Drop a picture",
  about: "A field for a photograph of a shoe or a shirt, and what a net takes it for.",
  async html(place) {
    const network = await loadModel(join(root, "data", "fashion-784-64-10.npz"));
    return (
      `<h1>Drop a picture</h1>` +
      `<p>Drop, choose or paste a photograph of something to wear, on a plain background. The page makes it grey, finds the ` +
      `thing, scales it to 28 × 28 pixels, and shows what the net takes it for.</p>` +
      place(dropPicture({ network })) +
      `<h2 id="what">What reads here</h2>` +
      `<p>A net with 784 inputs, 64 hidden neurons and ten outputs, trained by <a href="10-fashion-mnist.html">notebook ` +
      `10</a> on pictures from a shop. A photograph from your floor is another world than that shop: ` +
      `<em>which step of the preparation does it need most?</em> The buttons leave steps out.</p>` +
      `<p>All of it runs in this page. Your picture does not leave it.</p>`
    );
  },
};
