// Reads what lib/notebook/drawing/gif.ts writes, by the description of the format alone.

export interface DecodedFrame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Milliseconds. */
  delay: number;
  dispose: number;
  /** The number that stands for "as before"; undefined where there is none. */
  transparent?: number;
  index: Uint8Array;
}

export interface DecodedGif {
  width: number;
  height: number;
  palette: number[][];
  /** How often it is repeated: 0 for ever, undefined where nothing is said. */
  loop?: number;
  frames: DecodedFrame[];
}

/** Throws where the bytes are not a GIF89a with one palette. Source: CompuServe, GIF89a (1990). */
export function decodeGif(bytes: Uint8Array): DecodedGif {
  const data = Buffer.from(bytes);
  if (data.toString("latin1", 0, 6) !== "GIF89a") throw new Error("this is no GIF89a");
  const flags = data[10];
  if (!(flags & 0x80)) throw new Error("this GIF has no palette for all pictures");
  const size = 2 << (flags & 7);
  const palette = Array.from({ length: size }, (_, k) => [
    ...data.subarray(13 + 3 * k, 16 + 3 * k),
  ]);
  const gif: DecodedGif = {
    ...{ width: data.readUInt16LE(6), height: data.readUInt16LE(8), palette, frames: [] },
  };
  let at = 13 + 3 * size;
  /** The blocks from here on as one piece. */
  const blocks = () => {
    const parts: Buffer[] = [];
    while (data[at] !== 0) {
      parts.push(data.subarray(at + 1, at + 1 + data[at]));
      at += 1 + data[at];
    }
    at++;
    return Buffer.concat(parts);
  };
  let next: Pick<DecodedFrame, "delay" | "dispose" | "transparent"> = { delay: 0, dispose: 0 };
  for (;;) {
    const kind = data[at++];
    if (kind === 0x3b) return gif;
    if (kind === 0x21) {
      const label = data[at++];
      const block = blocks();
      if (label === 0xf9) {
        next = { delay: 10 * block.readUInt16LE(1), dispose: (block[0] >> 2) & 7 };
        if (block[0] & 1) next.transparent = block[3];
      } else if (block.toString("latin1", 0, 11) === "NETSCAPE2.0") {
        gif.loop = block.readUInt16LE(12);
      }
    } else if (kind === 0x2c) {
      const [left, top, width, height] = [0, 2, 4, 6].map((k) => data.readUInt16LE(at + k));
      if (data[at + 8] !== 0) throw new Error("a picture with a palette of its own, or interlaced");
      const bits = data[at + 9];
      at += 10;
      const index = unpackLzw(blocks(), bits, width * height);
      gif.frames.push({ left, top, width, height, ...next, index });
    } else throw new Error(`byte ${at - 1} is ${kind}, which begins nothing`);
  }
}

/** The whole pictures as a player shows them, red, green and blue of each pixel. */
export function* playedGif({ width, height, palette, frames }: DecodedGif): Generator<Uint8Array> {
  const shown = new Uint8Array(3 * width * height);
  for (const { left, top, width: wide, index, transparent } of frames) {
    index.forEach((colour, i) => {
      if (colour === transparent) return;
      const to = (top + Math.floor(i / wide)) * width + left + (i % wide);
      shown.set(palette[colour], 3 * to);
    });
    yield shown.slice();
  }
}

/** Source: T. Welch, A technique for high-performance data compression (1984), in GIF's form. */
function unpackLzw(packed: Uint8Array, bits: number, length: number): Uint8Array {
  const [clear, end] = [1 << bits, (1 << bits) + 1];
  const out = new Uint8Array(length);
  let to = 0;
  let words: number[][] = [];
  let size = bits + 1;
  let before: number[] | undefined;
  let [held, waiting] = [0, 0];
  for (const byte of packed) {
    held |= byte << waiting;
    waiting += 8;
    while (waiting >= size) {
      const code = held & ((1 << size) - 1);
      held >>>= size;
      waiting -= size;
      if (code === end) {
        if (to !== length) throw new Error(`${to} pixels instead of ${length}`);
        return out;
      }
      if (code === clear) {
        words = Array.from({ length: end + 1 }, (_, k) => [k]);
        [size, before] = [bits + 1, undefined];
        continue;
      }
      const word = words[code] ?? (before && [...before, before[0]]);
      if (!word || code > words.length) throw new Error(`code ${code} is not known yet`);
      out.set(word, to);
      to += word.length;
      if (before && words.length < 4096) words.push([...before, word[0]]);
      if (words.length === 1 << size && size < 12) size++;
      before = word;
    }
  }
  throw new Error("the picture has no end");
}
