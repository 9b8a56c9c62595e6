// A cell's figure in JupyterLab in Firefox, where there is one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { skipWithoutFirefox as skip, visitInFirefox } from "./firefox";
import { LabPage } from "./lab";
import { type LabServer, startLab } from "./server";

let server: LabServer;
before(async () => {
  if (!skip) server = await startLab("firefox");
});
after(() => server?.stop());

test("the playground in a cell learns circles in Firefox within a minute", { skip }, async () => {
  LabPage.write(server, "playground.ipynb", [
    `import { playground, show } from "neuronotes/notebook";`,
    `show(playground({ data: "circles" }));`,
  ]);
  const page = `/lab?token=${server.token}&reset`;
  const { seconds, right } = await visitInFirefox<{ seconds: number; right: number }>(
    server.url,
    page,
    "cell",
    "notebooks/playground.ipynb",
  );
  assert.ok(right > 95 && seconds < 60, `${right} % after ${seconds} s`);
});
