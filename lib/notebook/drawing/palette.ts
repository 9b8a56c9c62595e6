/**
 * The colours of every figure: Okabe and Ito's, which people with any kind of colour blindness can tell apart.
 * The same thing has the same colour everywhere: class 0 is always this blue.
 * Source: M. Okabe, K. Ito, Color Universal Design (2002).
 */
export const palette = {
  /** One colour a class, 0 to 9. */
  classes: [
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#D55E00",
    "#F0E442",
    "#8C6BB1",
    "#7F7F7F",
    "#A6761D",
  ],
  loss: "#D55E00",
  accuracy: "#0072B2",
  /** A weight or bias above zero. */
  positive: "#0072B2",
  /** A weight or bias below zero. */
  negative: "#D55E00",
  /** Axes, help lines and quiet text: readable on white and on black. */
  quiet: "#7F7F7F",
};

/** How many classes there are colours for. */
export const mostClasses = palette.classes.length;

/** The colour of a class. Throws RangeError for anything but 0, 1, 2, … 9: there are colours for ten classes. */
export function classColour(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= mostClasses) {
    throw new RangeError(
      `classColour expects a class number from 0 to ${mostClasses - 1}, for which there are colours, but got ${index}`,
    );
  }
  return palette.classes[index];
}

/** From orange-red (−1) through white (0) to blue (1); what lies outside is cut. For weights and other signed numbers. */
export function divergingColour(value: number): [number, number, number] {
  return value < 0 ? mix([213, 94, 0], -value) : mix([0, 114, 178], value);
}

/** From blue (0) through white (½) to orange (1): the map of an output between 0 and 1. */
export function outputColour(value: number): [number, number, number] {
  return value < 0.5 ? mix([0, 114, 178], 1 - 2 * value) : mix([230, 159, 0], 2 * value - 1);
}

/** White at 0, the colour itself at 1. */
function mix(colour: [number, number, number], amount: number): [number, number, number] {
  const part = Math.min(1, Math.max(0, amount));
  return colour.map((c) => Math.round(255 + (c - 255) * part)) as [number, number, number];
}
