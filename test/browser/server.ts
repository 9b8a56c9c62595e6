// A JupyterLab of the tests' own: the project's environment and kernel, but its own copies of the notebooks, its own
// settings, and its own list of trusted notebooks, so that nothing of the reader's is read or changed.

import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { script } from "../setup/script";

interface Places {
  python: string;
  notebooks: string;
}

const root = resolve(__dirname, "..", "..");
const { placesOf } = script<{ placesOf(root: string): Places }>("paths");
const { pythonEnv } = script<{ pythonEnv(places: Places): NodeJS.ProcessEnv }>("run");

/** Where screenshots and other things to look at are kept (git ignores the folder). */
export const artifacts = join(root, "artifacts", "browser");

export interface LabServer {
  /** http://127.0.0.1:PORT */
  url: string;
  token: string;
  /** The folder in which `notebooks/` lies, a copy of the project's. */
  folder: string;
  stop(): Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/**
 * Copies the notebooks to where their imports still resolve (inside the project, so that `neuronotes` is found in its
 * node_modules) and where `../data` and `../assets` are the project's.
 */
function layOut(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "notebooks"), { recursive: true });
  for (const name of ["data", "assets"]) {
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(folder, name), "junction");
  }
  const { notebooks } = placesOf(root);
  if (!existsSync(notebooks)) return;
  for (const name of readdirSync(notebooks)) {
    if (/^\d\d-[^.]+\.ipynb$/.test(name)) {
      cpSync(join(notebooks, name), join(folder, "notebooks", name));
    }
  }
}

/** Starts it and waits until it answers. `name` tells the folders of several test files apart. */
export async function startLab(name: string): Promise<LabServer> {
  const folder = join(artifacts, name);
  layOut(folder);
  const places = placesOf(root);
  const own = join(folder, ".jupyter");
  const env = {
    ...pythonEnv(places),
    JUPYTER_CONFIG_DIR: join(own, "config"),
    JUPYTER_DATA_DIR: join(own, "data"),
    JUPYTER_RUNTIME_DIR: join(own, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(own, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(own, "workspaces"),
  };
  const copies = readdirSync(join(folder, "notebooks")).map((file) => join("notebooks", file));
  if (copies.length) {
    spawnSync(places.python, ["-m", "nbformat.sign", ...copies], { cwd: folder, env });
  }
  const port = await freePort();
  const token = "test" + process.pid;
  const args = ["-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1", `--port=${port}`];
  args.push("--ServerApp.port_retries=0", "--ServerApp.root_dir=.", "--allow-root");
  args.push(`--IdentityProvider.token=${token}`, "--LabApp.expose_app_in_browser=True");
  args.push("--Application.log_level=ERROR", "--ServerApp.answer_yes=True");
  const child = spawn(places.python, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/api?token=${token}`, child, () => said);
  return { url, token, folder, stop: () => stopChild(child) };
}

async function answering(address: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`JupyterLab ended at once: ${said()}`);
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error(`JupyterLab did not answer within a minute: ${said()}`);
}

/** Ends the server, which ends its kernels. */
function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.on("exit", () => done());
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 20_000).unref();
  });
}
