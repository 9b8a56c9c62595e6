"use strict";

// Starting JupyterLab and ending it well. It listens on this computer only and asks for a token (its default).

const { spawn } = require("child_process");
const net = require("net");
const { Failure } = require("./failure");
const { pythonEnv } = require("./run");

// What is passed on unless the reader's own arguments name it.
const defaults = [
  { names: ["--ip", "--ServerApp.ip"], args: ["--ServerApp.ip=127.0.0.1"] },
  { names: ["--notebook-dir", "--ServerApp.root_dir"], args: ["--ServerApp.root_dir=."] },
  { names: ["--LabApp.default_url"], args: ["--LabApp.default_url=/lab/tree/notebooks"] },
  {
    names: ["--MappingKernelManager.default_kernel_name"],
    args: ["--MappingKernelManager.default_kernel_name=tslab"],
  },
  // Without it the terminal fills with lines that help nobody; the address with its token is printed all the same.
  {
    names: ["--debug", "--log-level", "--Application.log_level"],
    args: ["--Application.log_level=WARN"],
  },
  { names: ["-y", "--ServerApp.answer_yes"], args: ["--ServerApp.answer_yes=True"] },
];

// In a container one is often root, which Jupyter refuses unless told.
if (process.getuid && process.getuid() === 0) {
  defaults.push({ names: ["--allow-root", "--ServerApp.allow_root"], args: ["--allow-root"] });
}

/** The port that the arguments name, or undefined. */
function portOf(args) {
  for (let i = 0; i < args.length; i++) {
    const [name, value] = args[i].split("=");
    if (name === "--port" || name === "--ServerApp.port")
      return Number(value === undefined ? args[i + 1] : value);
  }
  return undefined;
}

/** The arguments for `jupyter lab`: the reader's, and the defaults that they do not name. */
function argumentsFor(args) {
  const given = args.map((arg) => arg.split("=")[0]);
  const missing = defaults.filter(({ names }) => !names.some((name) => given.includes(name)));
  const all = args.concat(...missing.map((entry) => entry.args));
  // A port that was asked for is the one to use, or none.
  return portOf(args) === undefined ? all : all.concat("--ServerApp.port_retries=0");
}

/** Why this computer cannot listen on a port: an error code, or undefined where it can. */
function troubleWith(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/** Stops with a clear word where the port that was asked for cannot be had. */
async function checkPort(args) {
  const port = portOf(args);
  if (port === undefined) return;
  if (!(Number.isInteger(port) && port >= 0 && port < 65536)) {
    throw new Failure("--port expects a number from 1024 to 65535.", [
      "For example: npm start -- --port 9999",
    ]);
  }
  const trouble = port === 0 ? undefined : await troubleWith(port);
  if (trouble === "EADDRINUSE") {
    throw new Failure(
      "port " + port + " is taken by another program (perhaps a JupyterLab that still runs).",
      [
        "Take another:            npm start -- --port " + (port + 1),
        "or leave the choice to JupyterLab:  npm start",
      ],
    );
  }
  if (trouble) {
    throw new Failure("port " + port + " cannot be used here (" + trouble + ").", [
      "Take one above 1024:     npm start -- --port 9999",
    ]);
  }
}

/** npm passes a signal on to its shell only, which dies of it and leaves us behind: that counts as a signal to us. */
function onOrphaned(work) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && work(), 500).unref();
}

/** Runs JupyterLab until it ends; resolves to its exit code. Ctrl-C ends it and its kernels. */
function startJupyter(places, args, say) {
  const windows = process.platform === "win32";
  const browser = args.some((arg) => arg.startsWith("--no-browser"));
  say(
    "Starting JupyterLab" +
      (browser ? "" : "; it opens in the browser") +
      ". To end it: Ctrl-C here.",
  );
  return new Promise((resolve, reject) => {
    const child = spawn(places.python, ["-m", "jupyterlab", ...argumentsFor(args)], {
      cwd: places.root,
      env: pythonEnv(places),
      stdio: ["ignore", "inherit", "inherit"],
      // A group of its own: Ctrl-C reaches JupyterLab once, through us, and it has the time to end its kernels.
      detached: !windows,
    });
    let stopping = false;
    const stop = () => {
      if (stopping) return say("JupyterLab is ending its kernels; this can take a few seconds ...");
      stopping = true;
      // Windows tells every program of the console about Ctrl-C by itself.
      if (!windows) child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 20000).unref();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
    onOrphaned(() => stopping || stop());
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(stopping && signal ? 0 : signal ? 1 : code));
  });
}

module.exports = { argumentsFor, checkPort, portOf, startJupyter };
