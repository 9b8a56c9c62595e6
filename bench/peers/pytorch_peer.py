"""PyTorch on the processor, its own gradients, no module and no optimizer object that would cost time.

The threads come as the first argument."""

import sys

import numpy as np
import torch
import torch.nn.functional as F
from peer import serve


class Net:
    """Dense layers with autograd and plain SGD; examples are rows."""

    def __init__(self, spec: dict, images: np.ndarray, labels: np.ndarray):
        units = spec["units"]
        torch.manual_seed(1)
        self.images = torch.from_numpy(images)
        self.labels = torch.from_numpy(labels)
        self.targets = F.one_hot(self.labels, units[-1]).float()
        self.softmax = spec["loss"] == "categoricalCrossentropy"
        self.activation = torch.relu if spec["hidden"] == "relu" else torch.sigmoid
        self.rate = spec["learningRate"]
        self.weights = [torch.nn.init.xavier_uniform_(torch.empty(b, a)).requires_grad_() for a, b in zip(units, units[1:])]
        self.bias = [torch.zeros(b, requires_grad=True) for b in units[1:]]
        self.parameters = [*self.weights, *self.bias]
        self.start = [p.detach().clone() for p in self.parameters]

    def outputs(self, x: torch.Tensor) -> torch.Tensor:
        last = len(self.weights) - 1
        for layer, (weights, bias) in enumerate(zip(self.weights, self.bias)):
            x = F.linear(x, weights, bias)
            if layer < last or not self.softmax:
                x = self.activation(x)
        return x

    def loss_of(self, x: torch.Tensor, labels: torch.Tensor, targets: torch.Tensor | None) -> torch.Tensor:
        if self.softmax:
            return F.cross_entropy(self.outputs(x), labels)
        return F.mse_loss(self.outputs(x), targets, reduction="sum") * (0.5 / len(x))

    def train(self, indices: np.ndarray) -> None:
        if len(indices) == 1:
            i = int(indices[0])
            x, labels, targets = self.images[i : i + 1], self.labels[i : i + 1], self.targets[i : i + 1]
        else:
            at = torch.from_numpy(indices)
            x = self.images.index_select(0, at)
            labels = self.labels.index_select(0, at) if self.softmax else None
            targets = None if self.softmax else self.targets.index_select(0, at)
        gradients = torch.autograd.grad(self.loss_of(x, labels, targets), self.parameters)
        with torch.no_grad():
            torch._foreach_add_(self.parameters, gradients, alpha=-self.rate)

    def restart(self) -> None:
        with torch.no_grad():
            for parameter, start in zip(self.parameters, self.start):
                parameter.copy_(start)

    def loss(self) -> float:
        with torch.no_grad():
            return float(self.loss_of(self.images[:1000], self.labels[:1000], self.targets[:1000]))


if __name__ == "__main__":
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    serve("PyTorch", torch.__version__, threads, Net, f"SIMD {torch.backends.cpu.get_cpu_capability()}")
