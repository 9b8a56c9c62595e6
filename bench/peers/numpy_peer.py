"""NumPy as its users write it where speed counts: float32, every buffer made once, `out=` everywhere.

The threads are OpenBLAS's: OPENBLAS_NUM_THREADS, set by the bench."""

import os

import numpy as np
from peer import serve


class Net:
    """Dense layers with hand-written gradients; examples are rows."""

    def __init__(self, spec: dict, images: np.ndarray, labels: np.ndarray):
        units, batch = spec["units"], spec["batchSize"]
        random = np.random.default_rng(1)
        self.images = images
        self.targets = np.eye(units[-1], dtype=np.float32)[labels]
        self.softmax = spec["loss"] == "categoricalCrossentropy"
        self.relu = spec["hidden"] == "relu"
        self.rate = np.float32(spec["learningRate"])
        limits = [np.sqrt(6 / (a + b)) for a, b in zip(units, units[1:])]
        self.weights = [
            random.uniform(-limit, limit, (a, b)).astype(np.float32) for limit, a, b in zip(limits, units, units[1:])
        ]
        self.bias = [np.zeros(b, np.float32) for b in units[1:]]
        self.start = [p.copy() for p in (*self.weights, *self.bias)]
        self.buffers: dict[int, Buffers] = {}
        self.buffers_for(batch)

    def buffers_for(self, rows: int) -> "Buffers":
        if rows not in self.buffers:
            self.buffers[rows] = Buffers(rows, self.weights)
        return self.buffers[rows]

    def forward(self, b: "Buffers") -> None:
        last = len(self.weights) - 1
        for layer, (weights, bias) in enumerate(zip(self.weights, self.bias)):
            a = b.a[layer + 1]
            np.dot(b.a[layer], weights, out=a)
            a += bias
            if layer == last and self.softmax:
                a -= a.max(axis=1, keepdims=True)
                np.exp(a, out=a)
                a /= a.sum(axis=1, keepdims=True)
            elif self.relu:
                np.maximum(a, 0, out=a)
            else:
                np.negative(a, out=a)
                np.exp(a, out=a)
                a += 1
                np.reciprocal(a, out=a)

    def train(self, indices: np.ndarray) -> None:
        rows = len(indices)
        b = self.buffers_for(rows)
        if rows == 1:
            # A view instead of a copy: a user who trains on single examples would take the row as it is.
            b.a[0] = self.images[indices[0] : indices[0] + 1]
            target = self.targets[indices[0] : indices[0] + 1]
        else:
            np.take(self.images, indices, axis=0, out=b.a[0], mode="clip")
            target = np.take(self.targets, indices, axis=0, out=b.target, mode="clip")
        self.forward(b)
        last = len(self.weights) - 1
        step = self.rate / np.float32(rows)
        for layer in range(last, -1, -1):
            a, dz = b.a[layer + 1], b.dz[layer]
            if layer == last:
                np.subtract(a, target, out=dz)
            else:
                np.dot(b.dz[layer + 1], self.weights[layer + 1].T, out=dz)
                # Only now: the gradient below needs these weights, and the activations as they were.
                self.change(layer + 1, b)
            if layer < last and self.relu:
                np.multiply(dz, np.greater(a, 0, out=b.mask[layer]), out=dz)
            elif not self.softmax:
                dz *= a
                np.subtract(1, a, out=a)
                dz *= a
            if layer == last:
                # The step's length goes into the smallest array that every gradient comes from.
                dz *= step
        self.change(0, b)

    def change(self, layer: int, b: "Buffers") -> None:
        """p ← p − step · dL/dp, where dz holds the step's length already."""
        x, dz, gradient = b.a[layer], b.dz[layer], b.gradient[layer]
        if len(x) == 1:
            np.multiply(x.T, dz, out=gradient)
            self.bias[layer] -= dz[0]
        else:
            np.dot(x.T, dz, out=gradient)
            self.bias[layer] -= np.add.reduce(dz, axis=0, out=b.bias[layer])
        self.weights[layer] -= gradient

    def restart(self) -> None:
        for parameter, start in zip((*self.weights, *self.bias), self.start):
            parameter[...] = start

    def loss(self) -> float:
        rows = 1000
        b = Buffers(rows, self.weights)
        b.a[0] = self.images[:rows]
        self.forward(b)
        a, target = b.a[-1], self.targets[:rows]
        if self.softmax:
            return float(-np.log((a * target).sum(axis=1) + 1e-30).mean())
        return float(0.5 * ((a - target) ** 2).sum(axis=1).mean())


class Buffers:
    """Everything that a step on this number of rows writes into."""

    def __init__(self, rows: int, weights: list[np.ndarray]):
        units = [w.shape[0] for w in weights] + [weights[-1].shape[1]]
        self.a = [np.empty((rows, n), np.float32) for n in units]
        self.dz = [np.empty((rows, n), np.float32) for n in units[1:]]
        self.mask = [np.empty((rows, n), bool) for n in units[1:]]
        self.gradient = [np.empty_like(w) for w in weights]
        self.bias = [np.empty(n, np.float32) for n in units[1:]]
        self.target = np.empty((rows, units[-1]), np.float32)


def simd() -> str:
    """The vector instructions that this NumPy found on this processor."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return f"SIMD {', '.join(found) or 'baseline only'}; {blas['name']} {blas['version']}"


if __name__ == "__main__":
    np.seterr(over="ignore")  # e^(−z) beyond float32 is infinite, and the sigmoid then 0, as it should be
    serve("NumPy", np.__version__, int(os.environ.get("OPENBLAS_NUM_THREADS", "1")), Net, simd())
