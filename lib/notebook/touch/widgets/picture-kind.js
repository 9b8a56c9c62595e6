// What the first bytes of a file say: a kind of picture that is read here, and its size, before anything is decoded.

const kit = globalThis.neuronotes;
const most = { bytes: 20e6, pixels: 40e6 };

const starts = (bytes, text, at = 0) =>
  [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));
const little = (bytes, at, count) => {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
};
const big = (bytes, at, count) => {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
};

/** A JPEG's size stands in its frame header, behind other segments. */
const jpegSize = (bytes) => {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return [0, 0];
    const marker = bytes[at + 1];
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return [big(bytes, at + 7, 2), big(bytes, at + 5, 2)];
    else at += 2 + big(bytes, at + 2, 2);
  }
  return [0, 0];
};

const webpSize = (bytes) => {
  if (starts(bytes, "VP8X", 12)) return [little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1];
  if (starts(bytes, "VP8L", 12)) {
    const packed = little(bytes, 21, 4);
    return [(packed % 16384) + 1, (Math.floor(packed / 16384) % 16384) + 1];
  }
  return [little(bytes, 26, 2) % 16384, little(bytes, 28, 2) % 16384];
};

const bmpSide = (bytes, at) => {
  const value = little(bytes, at, 4);
  return value >= 2 ** 31 ? 2 ** 32 - value : value;
};

/** { kind, width, height } from a file's first bytes and its length; throws an Error in words for readers. */
kit.pictureKind = (bytes, length) => {
  if (length === 0) throw new Error("The file is empty.");
  if (length > most.bytes)
    throw new Error(`The file has ${kit.count(length / 1e6)} MB; up to 20 MB are read here.`);
  const found = starts(bytes, "\u0089PNG\r\n\u001a\n")
    ? ["PNG", big(bytes, 16, 4), big(bytes, 20, 4)]
    : starts(bytes, "\u00ff\u00d8\u00ff")
      ? ["JPEG", ...jpegSize(bytes)]
      : starts(bytes, "GIF8")
        ? ["GIF", little(bytes, 6, 2), little(bytes, 8, 2)]
        : starts(bytes, "RIFF") && starts(bytes, "WEBP", 8)
          ? ["WebP", ...webpSize(bytes)]
          : starts(bytes, "BM")
            ? ["BMP", bmpSide(bytes, 18), bmpSide(bytes, 22)]
            : undefined;
  if (!found) {
    const text = String.fromCharCode(...bytes.subarray(0, 64)).trimStart();
    throw new Error(
      text.startsWith("<") || text.startsWith("\u00ef\u00bb\u00bf<")
        ? "This is a page or an SVG drawing, which may hold programs: it was not opened. Save it as PNG or JPEG."
        : "This is no picture in PNG, JPEG, GIF, WebP or BMP form: it was not opened.",
    );
  }
  const [kind, width, height] = found;
  if (!(width > 0 && height > 0))
    throw new Error(`The ${kind} file does not say how large its picture is: it may be damaged.`);
  if (width * height > most.pixels)
    throw new Error(
      `The picture has ${kit.count(width)} × ${kit.count(height)} pixels; up to 40 million are read here. Make it smaller first.`,
    );
  return { kind, width, height };
};
