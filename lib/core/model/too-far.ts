import { NotFinite } from "../errors";
import type { Optimizer } from "../optimizers/optimizer";

/** A NotFinite with the place and the cure; every other error as it is. */
export function tooFar(
  where: string,
  error: unknown,
  which: string,
  { learningRate }: Optimizer,
): unknown {
  if (!(error instanceof NotFinite)) return error;
  return new Error(
    `${where}: ${error.message}: ${which} too large. Make the model anew with a learning rate ` +
      `a tenth of ${learningRate}; fit would have kept the parameters of its last finite epoch`,
    { cause: error },
  );
}
