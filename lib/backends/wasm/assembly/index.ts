// The kernels, compiled by `npm run build:wasm` (AssemblyScript): what the library calls lies in these files.
//
// All of them work on float32 numbers in the one memory that they are given; a matrix is the address of its first
// entry. Those that threads can share take a range [from, to) first: of rows, or of entries, and touch no output
// outside of it. So any number of threads gives the same numbers, bit by bit.
export {
  leakyReluBackward,
  leakyReluForward,
  linearBackward,
  linearForward,
  reluBackward,
  reluForward,
  sigmoidBackward,
  sigmoidForward,
  softmaxBackward,
  softmaxForward,
  tanhBackward,
  tanhForward,
} from "./activations";
export * from "./dropout";
export { gatherBytes, gatherClasses, gatherFloats } from "./gather";
export * from "./gradients";
export * from "./losses";
export * from "./normalization";
export * from "./optimizers";
export * from "./peak";
export * from "./products";
export { useScratch } from "./blocked";
export * from "./sparse";
