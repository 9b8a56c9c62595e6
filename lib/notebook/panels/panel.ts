import type { Sequential } from "../../core/model/sequential";

/** Points of a curve, [epoch, value] each. */
export type Curve = readonly (readonly [number, number])[];

/** A training so far: what panels may look at when they are drawn. */
export interface Run {
  /** What moments count. */
  unit: "epoch" | "step";
  /** The moments that were kept, growing. */
  steps: readonly number[];
  /** The last one that the training is meant to reach. */
  end: number;
  loss: Curve;
  accuracy: Curve;
  valLoss: Curve;
  valAccuracy: Curve;
  learningRate: Curve;
  /** All parameters in a row at each moment, where a panel asked for them. */
  trajectory: readonly Float32Array[];
}

/**
 * One picture of a dashboard. Its drawing code is browser code, touch/widgets/panels/<kind>.js, which runs in the kernel for
 * live and still pictures and in the page for the slider: so one code draws them all.
 */
export interface Panel {
  readonly kind: string;
  readonly title?: string;
  /** It takes the whole width of the page instead of half of it. */
  readonly wide?: boolean;
  /** The words on the buttons below its picture. */
  readonly buttons?: readonly string[];
  /** Files of browser code that must stand before its own. */
  readonly parts?: readonly string[];
  /** It asks the net itself: the parameters of each moment are kept, once for all panels that do. */
  readonly net?: boolean;
  /** It asks for run.trajectory. */
  readonly trajectory?: boolean;
  /** What the drawing code gets as its first argument; anything JSON can hold. Asked anew for every live picture. */
  options(run: Run): Record<string, unknown>;
  /** The numbers that are kept of a moment: finite, as many each time. The model is in the midst of training: look only. */
  take?(model: Sequential): ArrayLike<number>;
  /** Bits of each such number in the page (16); one scale a moment. */
  readonly bits?: 8 | 16 | 32;
  /** What it shows, in words, as part of a sentence: "loss and accuracy". */
  readonly alt: string;
  /** What the curves of the training say, in words, as part of a sentence, for panels that draw them. */
  told?(run: Run): string;
}
