import type * as JaxModule from "@jax-js/jax";

/** The package `@jax-js/jax`, as it was loaded. */
export type Jax = typeof JaxModule;

/**
 * One of its arrays. Whoever is given one has to use it exactly once: every operation consumes what it is given.
 * `x.ref` is x for one use more, `x.dispose()` a use that does nothing.
 */
export type Tensor = JaxModule.Array;
