import { crc32 } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;

/**
 * The names of the unpacked files whose bytes do not have the checksum that the zip's directory gives.
 * The unpacking itself does not look at checksums: a damaged byte would become a wrong number in silence.
 * Source: PKWARE, APPNOTE.TXT, sections 4.3.12 and 4.3.16.
 */
export function damagedFiles(
  zip: Uint8Array,
  files: Readonly<Record<string, Uint8Array>>,
): string[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - END_LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  const damaged: string[] = [];
  let at = end < 0 ? zip.length : view.getUint32(end + 16, true);
  while (at + 46 <= zip.length && view.getUint32(at, true) === ENTRY) {
    const nameLength = view.getUint16(at + 28, true);
    const name = Buffer.from(zip.subarray(at + 46, at + 46 + nameLength)).toString("utf8");
    const content = files[name];
    if (content && crc32(content) !== view.getUint32(at + 16, true)) damaged.push(name);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return damaged;
}
