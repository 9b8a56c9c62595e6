// A file that a reader gives, as greys. It is looked at as bytes first, and decoded only where it is a picture.

const kit = globalThis.neuronotes;
const side = 224; // the longer edge that is kept: eight pixels for each one that the net sees

/** { grey, width, height }; throws an Error in words for readers where it is no picture. Nothing in a file is ever run. */
kit.readPicture = async (file) => {
  const head = new Uint8Array(await file.slice(0, 2 ** 20).arrayBuffer());
  const { kind } = kit.pictureKind(head, file.size);
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error(`The ${kind} file cannot be decoded: it may be damaged or cut off.`);
  }
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = kit.element("canvas", { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return {
    grey: kit.clothes.greyOf(context.getImageData(0, 0, width, height).data),
    width,
    height,
  };
};

/** The first file that a drop or a paste brings; throws an Error in words for readers where there is none. */
kit.fileFrom = (transfer) => {
  const file = transfer?.files?.[0];
  if (file) return file;
  throw new Error(
    "That brought no file. A picture on a web page often comes as an address only, and this figure reaches no network: save it first.",
  );
};

/**
 * A place for files: drop them anywhere in the frame, paste them, or choose them by the button.
 * got(file) is told of each one, refused(error) of what is none.
 */
kit.dropZone = ({ words, got, refused }) => {
  const input = kit.element("input", {
    type: "file",
    accept: "image/png,image/jpeg,image/gif,image/webp,image/bmp",
    class: "hidden",
    tabindex: -1,
    "aria-hidden": "true",
  });
  input.addEventListener("change", () => {
    if (input.files[0]) got(input.files[0]);
    input.value = "";
  });
  const preview = kit.element("canvas", {
    width: 0,
    height: 0,
    style: "max-width: 100%; max-height: 172px; border-radius: 4px",
    "aria-hidden": "true",
  });
  const hint = kit.element("span", { class: "muted" }, words);
  const node = kit.element(
    "button",
    {
      type: "button",
      style:
        "width: 100%; height: 232px; padding: 10px; display: grid; place-items: center; overflow: hidden; " +
        "border: 2px dashed var(--muted); border-radius: 10px; background: var(--soft); text-align: center",
      click: () => input.click(),
    },
    preview,
    hint,
  );
  const take = (event, transfer) => {
    event.preventDefault();
    node.style.borderColor = "var(--muted)";
    try {
      got(kit.fileFrom(transfer));
    } catch (error) {
      refused(error);
    }
  };
  const over = (event, colour) => {
    event.preventDefault();
    node.style.borderColor = colour;
  };
  document.addEventListener("dragover", (event) => over(event, "var(--accent)"));
  document.addEventListener("dragleave", (event) => over(event, "var(--muted)"));
  document.addEventListener("drop", (event) => take(event, event.dataTransfer));
  document.addEventListener("paste", (event) => take(event, event.clipboardData));
  /** Shows the greys that were read. */
  const show = ({ grey, width, height }) => {
    Object.assign(preview, { width, height });
    const image = new ImageData(width, height);
    grey.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    preview.getContext("2d").putImageData(image, 0, 0);
    preview.style.width = width < 60 ? "172px" : "";
    preview.style.imageRendering = width < 60 ? "pixelated" : "";
  };
  return { node: kit.element("div", {}, node, input), show, choose: () => input.click() };
};
