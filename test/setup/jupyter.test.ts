import assert from "node:assert/strict";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { script } from "./script";

const { argumentsFor, checkPort, portOf } = script<{
  argumentsFor(args: string[]): string[];
  checkPort(args: string[]): Promise<void>;
  portOf(args: string[]): number | undefined;
}>("jupyter");

test("the port is read in every spelling that JupyterLab knows", () => {
  assert.equal(portOf(["--no-browser", "--port", "9999"]), 9999);
  assert.equal(portOf(["--port=9999"]), 9999);
  assert.equal(portOf(["--ServerApp.port=9999"]), 9999);
  assert.equal(portOf(["--no-browser"]), undefined);
});

test("a port that is taken stops the start with the number of the next one to try", async () => {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await assert.rejects(
    () => checkPort(["--port", String(port)]),
    (error: Error & { todo: string[] }) =>
      error.message.includes(`port ${port} is taken`) && error.todo[0].includes(String(port + 1)),
  );
  await new Promise((done) => server.close(done));
  await checkPort(["--port", String(port)]);
});

test("a port that is no number says what is expected", async () => {
  await assert.rejects(() => checkPort(["--port", "abc"]), /--port expects a number/);
  await assert.rejects(() => checkPort(["--port"]), /--port expects a number/);
});

test("it listens on this computer only, and the reader's own arguments win", () => {
  assert.ok(argumentsFor([]).includes("--ServerApp.ip=127.0.0.1"));
  const own = argumentsFor(["--ip", "0.0.0.0", "--ServerApp.root_dir=/x"]);
  assert.equal(own.filter((arg) => arg.includes("ServerApp.ip")).length, 0);
  assert.equal(own.filter((arg) => arg.includes("root_dir")).length, 1);
  assert.equal(own[0], "--ip");
});

test("only a port that was asked for forbids JupyterLab to take another", () => {
  assert.ok(argumentsFor(["--port", "9999"]).includes("--ServerApp.port_retries=0"));
  assert.ok(!argumentsFor([]).includes("--ServerApp.port_retries=0"));
});

test("nothing turns the token off", () => {
  assert.doesNotMatch(argumentsFor(["--no-browser"]).join(" "), /token|password/);
});
