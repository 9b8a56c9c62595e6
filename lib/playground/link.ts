// The state as a link: what differs from the defaults, as JSON in base64 that needs no escapes.
import { defaults, readFields, type PlaygroundState } from "./state";

/** Longest hash that is read; own data of 2,000 rows take about a third of it. */
export const longestLink = 400_000;

/** The hash of a link, with its "#", that holds the whole state. */
export function writeState(state: PlaygroundState): string {
  const kept = Object.entries(state).filter(
    ([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(defaults[key as keyof PlaygroundState]),
  );
  return `#p1=${encode(JSON.stringify(Object.fromEntries(kept)))}`;
}

/**
 * The state that a hash holds; the defaults for an empty one. Everything in it is checked: nothing of it is ever run.
 * Throws RangeError or TypeError, with words for the reader, where it holds no state of a playground.
 */
export function readState(hash: string): PlaygroundState {
  const text = hash.replace(/^#/, "");
  if (text === "") return readFields({});
  if (text.length > longestLink) {
    throw new RangeError(
      `This link is too long: ${text.length} signs, where ${longestLink} are the most.`,
    );
  }
  const given = /^p1=([A-Za-z0-9_-]*)$/.exec(text);
  if (!given) throw new RangeError("This link does not hold a state of the playground.");
  let fields: unknown;
  try {
    fields = JSON.parse(decode(given[1]));
  } catch (error) {
    throw new RangeError("This link is damaged: its text cannot be read.", { cause: error });
  }
  return readFields(fields);
}

function encode(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decode(base64: string): string {
  const binary = atob(base64.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
