// Reading and writing: files, downloads, saved models.
export type { ImageDataSet, LabelledImages } from "./data-set";
export { embeddedMnist } from "./embedded-mnist";
export { fashionClasses, loadFashionMnist } from "./fashion-mnist";
export { parseIdx, type IdxArray } from "./idx";
export type { LoadOptions } from "./load-idx";
export { loadMnist } from "./mnist";
export type { NpyArray, NpyValue } from "./npy";
export { loadNpz, saveNpz } from "./npz";
export { progressLine, type LineTarget } from "./progress-line";
export { loadModel, saveModel } from "./save-model";
