"use strict";

// A failure that the reader can do something about: what went wrong, and what to do.

class Failure extends Error {
  /** what: one sentence. todo: lines of advice. detail: the last lines of the tool that failed, if one did. */
  constructor(what, todo, detail) {
    super(what);
    this.name = "Failure";
    this.todo = todo || [];
    this.detail = detail || "";
  }

  /** The text for the terminal. */
  print() {
    const lines = ["", "Stopped: " + this.message];
    if (this.detail) lines.push("", ...this.detail.split("\n").map((line) => "  | " + line));
    if (this.todo.length) lines.push("", "What to do:", ...this.todo.map((line) => "  " + line));
    return lines.join("\n") + "\n";
  }
}

const retry = "run the same command again: it goes on where it stopped.";
const again = "Then " + retry;
const alone = "R" + retry.slice(1);

// What the tools say, in the order in which it should be looked for, and what it means for the reader.
const meanings = [
  {
    signs:
      /ENOSPC|No space left on device|not enough space on the disk|Disk quota exceeded|EDQUOT/i,
    what: "the disk is full",
    todo: ["Free about 1 GB on the disk that holds this folder.", again],
  },
  {
    signs: /EROFS|read-only file system|EACCES|EPERM|Permission denied|Access is denied/i,
    what: "a file or folder could not be written",
    todo: [
      "Put the project into a folder of your own (not a shared, read-only or administrator's one),",
      "close programs that may hold files of it open (JupyterLab, an editor, a virus scanner),",
      "and do not use `sudo`. " + again,
    ],
  },
  {
    signs:
      /CERTIFICATE_VERIFY_FAILED|UNABLE_TO_GET_ISSUER_CERT|SELF_SIGNED_CERT|unable to verify the first cert/i,
    what: "a secure connection was refused: the network replaces certificates",
    todo: [
      "A school's or company's network often does this. Ask for its root certificate (a .pem file) and name it in",
      "the variables NODE_EXTRA_CA_CERTS (for npm) and PIP_CERT (for pip), or use another network.",
      again,
    ],
  },
  {
    signs:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request|Temporary failure in name resolution|getaddrinfo|NewConnectionError|Max retries exceeded|Read timed out|No matching distribution|ProxyError|EPROTO/i,
    what: "the network could not be reached",
    todo: [
      "Check that this computer is online (does a web page open in the browser?).",
      "Behind a proxy, set HTTPS_PROXY=http://host:port for the terminal.",
      again,
    ],
  },
  {
    signs: /ENAMETOOLONG|path is too long|filename or extension is too long/i,
    what: "the folder's path is too long for this system",
    todo: ["Move the project into a folder with a short path, such as C:\\neuronotes.", again],
  },
];

/** What a tool's output or an error's text means, or undefined where it is none of the known troubles. */
function meaningOf(text) {
  return meanings.find((meaning) => meaning.signs.test(text));
}

/** The last lines of a tool's output that are worth showing. */
function tail(output, count) {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() && !/^npm warn/i.test(line));
  return lines.slice(-count).join("\n");
}

/** The failure of a tool, told by what it printed. */
function failureOf(doing, output) {
  const meaning = meaningOf(output);
  if (meaning)
    return new Failure(doing + " failed: " + meaning.what + ".", meaning.todo, tail(output, 6));
  return new Failure(
    doing + " failed.",
    /error/i.test(output)
      ? ["Read the lines above: the first with the word `error` usually names the reason.", again]
      : [alone],
    tail(output, 20),
  );
}

/** Any error at all as a failure that can be printed; the unknown ones keep their stack. */
function asFailure(error) {
  if (error instanceof Failure) return error;
  const text = String((error && (error.stack || error.message)) || error);
  const meaning = meaningOf(String((error && error.code) || "") + " " + text);
  if (!meaning) return new Failure("an unexpected error.", [alone], text);
  return new Failure(meaning.what + ".", meaning.todo, String(error.message));
}

module.exports = { Failure, asFailure, failureOf, meaningOf, tail };
