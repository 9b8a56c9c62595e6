import assert from "node:assert/strict";
import { test } from "node:test";
import { Network } from "../../../lib/core/model/network";
import { SGD } from "../../../lib/core/optimizers/sgd";
import { figureFromSvg } from "../../../lib/notebook/drawing/figure";
import { liveTraining } from "../../../lib/notebook/live/live-training";
import { openCell, type Sent } from "../../helpers/fake-cell";

const X = Array.from({ length: 50 }, (_, i) => [i / 50]);
const y = X.map(([x]) => (x > 0.5 ? 1 : 0));
const newNet = () => new Network([1, 3, 2], { loss: "quadratic", learningRate: 0.1, seed: 1 });

async function trained(options: Parameters<typeof liveTraining>[0], fit: object = {}) {
  const sent: Sent[] = [];
  const close = openCell(sent);
  try {
    await newNet().fit(X, y, { epochs: 3, ...fit, callbacks: [liveTraining(options)] });
  } finally {
    close();
  }
  return sent;
}

test("the cell keeps one picture and one live form, of the end of the training", async () => {
  const sent = await trained({ title: "A <run>" }, { validationData: [X, y] });
  assert.equal(sent.filter(({ update }) => !update).length, 2);
  const [picture, live] = sent.slice(-2);
  assert.match(
    picture.data["text/plain"],
    /A <run>: done · 3 of 3 epochs · .* loss .* accuracy .* in validation/,
  );
  assert.ok(Buffer.from(picture.data["image/png"], "base64").length > 5000);
  assert.match(live.data["text/html"], /dashed: validation/);
  assert.ok(!live.data["text/html"].includes("A <run>"));
});

test("a figure of one's own is drawn below the curves from what the log says", async () => {
  const sent = await trained({
    figure: ({ epoch, epochs }) =>
      figureFromSvg(
        `<svg width="90" height="40" viewBox="0 0 90 40"><text y="20">own ${epoch}/${epochs}</text></svg>`,
        {
          alt: `Epoch ${epoch}.`,
        },
      ),
  });
  assert.match(sent.at(-1)?.data["text/html"] as string, /own 3\/3/);
});

test("the learning rate is drawn where it changes, and where it is asked for", async () => {
  const drawn = async (options: object, learningRateDecay: number) => {
    const sent: Sent[] = [];
    const close = openCell(sent);
    const net = newNet();
    const optimizer = new SGD({ learningRate: 0.1, learningRateDecay });
    net.compile({ optimizer, loss: "quadratic" });
    await net.fit(X, y, { epochs: 3, callbacks: [liveTraining(options)] });
    close();
    return (sent.at(-1)?.data["text/html"] as string).includes("learning rate");
  };
  assert.equal(await drawn({}, 0), false);
  assert.equal(await drawn({ learningRate: true }, 0), true);
  assert.equal(await drawn({}, 0.1), true);
  assert.equal(await drawn({ learningRate: false }, 0.1), false);
});

test("targets that are no classes have no curve of accuracy", async () => {
  const sent: Sent[] = [];
  const close = openCell(sent);
  const net = new Network([1, 2, 1], { loss: "quadratic", learningRate: 0.1, seed: 1 });
  await net.fit(X, X, { epochs: 2, callbacks: [liveTraining()] });
  close();
  assert.doesNotMatch(sent.at(-1)?.data["text/html"] as string, /accuracy/);
});

test("one callback can be used for one fit after the other", async () => {
  const sent: Sent[] = [];
  const close = openCell(sent);
  const live = liveTraining();
  const net = newNet();
  await net.fit(X, y, { epochs: 1, callbacks: [live] });
  await net.fit(X, y, { epochs: 1, callbacks: [live] });
  close();
  assert.equal(new Set(sent.map(({ transient }) => transient.display_id)).size, 4);
});

test("outside a notebook nothing is drawn and training goes on", async () => {
  const history = await newNet().fit(X, y, { epochs: 2, callbacks: [liveTraining()] });
  assert.equal(history.loss.length, 2);
});

test("redraws must be more than none", () => {
  assert.throws(() => liveTraining({ every: 0 }), /every above zero.* got 0/);
});
