import type { Parameter } from "../../core/layers/layer";
import type { Regularizer } from "../../core/layers/regularizers";
import type { Matrix } from "../../core/matrix";
import type { AdagradNumbers } from "../../core/optimizers/adagrad";
import type { AdamNumbers } from "../../core/optimizers/adam";
import type { RMSPropNumbers } from "../../core/optimizers/rmsprop";
import type { MomentumNumbers } from "../../core/optimizers/sgd";
import type { Heap } from "./heap";
import type { KernelCalls, Ranged } from "./kernel-calls";
import { SparseInputs } from "./sparse-inputs";

/** The smallest number that float32 holds to all its digits, in place of smaller ε: 0 / (0 + ε) is to be 0. */
export const LEAST = 2 ** -126;

/**
 * The kernels between gradients and parameters: prices, limits and the steps of optimizers. A gradient that was only
 * noted (SparseInputs) is made when its data are asked for.
 */
export class WasmSteps {
  protected readonly calls: KernelCalls;
  protected readonly sparse: SparseInputs;
  /** What kernels are told besides addresses and sizes. */
  protected readonly numbers: Matrix;

  constructor(heap: Heap, calls: KernelCalls) {
    this.calls = calls;
    this.sparse = new SparseInputs(heap, calls);
    this.numbers = heap.matrix(1, 16);
  }

  penalty({ data }: Matrix, { l1, l2 }: Regularizer): number {
    const calls = this.calls;
    // A price of 0 times an infinite sum would be NaN.
    const first = l1 === 0 ? 0 : l1 * calls.sumOfAbsolutes(data.byteOffset, data.length);
    const second = l2 === 0 ? 0 : l2 * calls.sumOfSquares(data.byteOffset, data.length);
    return first + second;
  }

  addPenaltyGradient({ value, gradient }: Parameter, { l1, l2 }: Regularizer): void {
    const g = gradient.data.byteOffset;
    // Rows that sparse inputs left out are not zero any more.
    if (this.sparse.isActive(gradient)) this.sparse.forgetGradient();
    const given = this.numbers.data;
    given[0] = l1;
    given[1] = 2 * l2;
    const p = value.data.byteOffset;
    this.calls.addPenaltyGradient(0, value.rows * value.cols, p, g, given.byteOffset);
  }

  sumOfSquares({ data }: Matrix): number {
    return this.calls.sumOfSquares(data.byteOffset, data.length);
  }

  scale({ data }: Matrix, factor: number): void {
    const given = this.numbers.data;
    const small = Math.abs(factor) < 2 ** -60;
    given[0] = small ? 2 ** -60 : 1;
    given[1] = small ? factor * 2 ** 60 : factor;
    this.calls.scale(0, data.length, data.byteOffset, given.byteOffset);
  }

  clip({ data }: Matrix, limit: number): void {
    const given = this.numbers.data;
    given[0] = limit;
    this.calls.clip(0, data.length, data.byteOffset, given.byteOffset);
  }

  sgd({ value, gradient }: Parameter, rate: number): boolean {
    const given = this.numbers.data;
    given[0] = rate;
    const numbers = given.byteOffset;
    const sparse = this.sparse;
    if (sparse.isNoted(gradient)) return sparse.sgdOfNoted(value, numbers) === 1;
    if (sparse.isActive(gradient)) return sparse.sgd(value, gradient, numbers) === 1;
    const p = value.data.byteOffset;
    const g = gradient.data.byteOffset;
    return this.calls.sgd(0, value.rows * value.cols, p, g, numbers) === 1;
  }

  momentum({ value, gradient }: Parameter, velocity: Matrix, numbers: MomentumNumbers): boolean {
    const given = this.numbers.data;
    given[0] = numbers.rate;
    given[1] = numbers.momentum;
    const finite = this.calls.momentum(
      0,
      value.rows * value.cols,
      value.data.byteOffset,
      gradient.data.byteOffset,
      velocity.data.byteOffset,
      given.byteOffset,
      numbers.nesterov ? 1 : 0,
    );
    return finite === 1;
  }

  adagrad(parameter: Parameter, accumulator: Matrix, numbers: AdagradNumbers): boolean {
    const given = this.numbers.data;
    given[0] = numbers.rate;
    given[1] = Math.max(numbers.epsilon, LEAST);
    return this.#scaledStep(this.calls.adagrad, parameter, accumulator);
  }

  rmsprop(parameter: Parameter, meanSquare: Matrix, numbers: RMSPropNumbers): boolean {
    const given = this.numbers.data;
    given[0] = numbers.rate;
    given[1] = Math.max(numbers.epsilon, LEAST);
    given[2] = numbers.rho;
    given[3] = 1 - numbers.rho;
    return this.#scaledStep(this.calls.rmsprop, parameter, meanSquare);
  }

  /** A step that is divided by the root of what is remembered of each entry. */
  #scaledStep(step: Ranged, { value, gradient }: Parameter, squares: Matrix): boolean {
    const finite = step(
      0,
      value.rows * value.cols,
      value.data.byteOffset,
      gradient.data.byteOffset,
      squares.data.byteOffset,
      this.numbers.data.byteOffset,
    );
    return finite === 1;
  }

  adam({ value, gradient }: Parameter, m: Matrix, v: Matrix, numbers: AdamNumbers): boolean {
    const given = this.numbers.data;
    given[0] = numbers.stepSize;
    given[1] = numbers.beta1;
    given[2] = numbers.beta2;
    given[3] = numbers.rootCorrection;
    given[4] = Math.max(numbers.epsilon, LEAST);
    // 1 − β of a β in single precision would be off in the fifth digit.
    given[5] = 1 - numbers.beta1;
    given[6] = 1 - numbers.beta2;
    const finite = this.calls.adam(
      0,
      value.rows * value.cols,
      value.data.byteOffset,
      gradient.data.byteOffset,
      m.data.byteOffset,
      v.data.byteOffset,
      given.byteOffset,
    );
    return finite === 1;
  }
}
