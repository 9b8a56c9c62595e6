import { Sequential } from "../../core/model/sequential";
import { flatParameters } from "../touch/net-snapshots";

/** A second model that can be asked anything while the first one learns. */
export interface Probe {
  model: Sequential;
  /** Takes over the other model's parameters and moving means as they are now. */
  follow(other: Sequential): void;
  /** Writes all parameters, in the order of flatParameters. */
  set(parameters: ArrayLike<number>): void;
}

/**
 * A twin of this model, for questions that would disturb it in its training. It computes in float64, which every computer does
 * with the plain loops, whatever the model itself computes on. Throws RangeError for layers that config cannot describe.
 */
export function probeOf(model: Sequential): Probe {
  const { scaler } = model;
  const twin = Sequential.fromConfig({ ...model.config(), dtype: "float64" }, model.state(), {
    scaler: scaler?.state(),
  });
  const count = flatParameters(twin).length;
  return {
    model: twin,
    follow: (other) => twin.setState(other.state()),
    set(parameters) {
      if (parameters.length !== count) {
        throw new RangeError(
          `a probe of ${count} parameters expects as many but got ${parameters.length}`,
        );
      }
      let at = 0;
      for (const { value } of twin.parameters()) {
        for (let i = 0; i < value.data.length; i++) value.data[i] = parameters[at++];
      }
    },
  };
}
