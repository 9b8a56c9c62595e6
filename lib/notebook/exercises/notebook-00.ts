import { isDeepStrictEqual } from "node:util";
import { judgeFunction, judgeValue, type Judge } from "./exercise";

/** The exercises of notebook 00. */
export const notebook00: Readonly<Record<string, Judge>> = {
  "00.1 a number": judgeValue(42),
  "00.2 a function": judgeFunction(
    (x: number, y: number) => (x + y) / 2,
    [
      [1, 3],
      [0, 0],
      [5, 5],
      [-4, 1],
      [0.25, 1.5],
      [1000, -3],
    ],
  ),
  "00.3 a structure": (answer) =>
    isDeepStrictEqual(answer, [2, 3, 4])
      ? { wrong: "[2,3,4] has 2 inputs and 4 outputs: the inputs come first" }
      : judgeValue([4, 3, 2])(answer),
};
