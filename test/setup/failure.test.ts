import assert from "node:assert/strict";
import { test } from "node:test";
import { script } from "./script";

interface Told {
  print(): string;
}

const { asFailure, failureOf } = script<{
  asFailure(error: unknown): Told;
  failureOf(doing: string, output: string): Told;
}>("failure");

// What the tools really print, and what the reader is told.
const cases: [name: string, output: string, told: RegExp][] = [
  [
    "npm, disk full",
    "npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device",
    /the disk is full/,
  ],
  [
    "pip, disk full",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    /the disk is full/,
  ],
  [
    "npm, no network",
    "npm error code EAI_AGAIN\nnpm error request to https://example.org failed, reason: getaddrinfo EAI_AGAIN",
    /network could not be reached/,
  ],
  [
    "pip, no network",
    "WARNING: Retrying ... NewConnectionError: Temporary failure in name resolution\nERROR: No matching distribution found for anyio==4.16.0",
    /network could not be reached/,
  ],
  ["npm, offline cache", "npm error code ENOTFOUND", /network could not be reached/],
  ["npm, read-only", "npm error code EROFS\nnpm error syscall mkdir", /could not be written/],
  [
    "pip, read-only",
    "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'",
    /could not be written/,
  ],
  [
    "pip, replaced certificates",
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate'))",
    /network replaces certificates/,
  ],
  [
    "Windows, long path",
    "OSError: [WinError 206] The filename or extension is too long",
    /path is too long/,
  ],
];

for (const [name, output, told] of cases) {
  test(`the reader is told what to do: ${name}`, () => {
    const text = failureOf("Installing", output).print();
    assert.match(text, told);
    assert.match(text, /What to do:/);
    assert.match(text, /run the same command again/i);
  });
}

test("an unknown trouble shows the tool's own last lines", () => {
  const text = failureOf("Installing", "line one\nerror: the moon is full\n").print();
  assert.match(text, /Installing failed/);
  assert.match(text, /the moon is full/);
});

test("an error of our own writing is told in the same way", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
  });
  assert.match(asFailure(full).print(), /the disk is full/);
  assert.match(asFailure(new Error("bug")).print(), /unexpected error/);
});
