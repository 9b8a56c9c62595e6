import type { OwnData } from "../../lib/playground/own-data";

/** Thirty rows of three classes, by default with names that try to be code. */
export function ownExample(): OwnData {
  return {
    inputs: ["width", "height"],
    answer: "kind",
    classes: ["<script>alert(1)</script>", '"; process.exit(); //', "three\u2028\n`${x}`*/"],
    rows: Array.from({ length: 30 }, (_, i) => [i * 1.5, (i * 7) % 30, i % 3]),
  };
}

/** Twenty rows of one input and a value. */
export function ownValues(): OwnData {
  return {
    inputs: ["hours"],
    answer: "marks",
    classes: [],
    rows: Array.from({ length: 20 }, (_, i) => [i, 3 * i + 5]),
  };
}
