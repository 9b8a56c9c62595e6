"""A net of PyTorch's operations from the description of ours, trained by PyTorch's own optimizers."""

import math

import torch
import torch.nn.functional as F

from seeded import inputs_of, kept, layer_key, start_values, targets_of

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leakyRelu": F.leaky_relu,
    "softmax": lambda z: torch.softmax(z, dim=1),
}


class Net:
    """The layers of a case, with parameters and buffers under the names that our models give them."""

    def __init__(self, case):
        self.case = case
        self.parameters = {}
        self.buffers = {}
        self.prices = {}
        self.names = []
        counts = {}
        columns = math.prod(case["inputs"])
        for layer in case["layers"]:
            kind = "batch_normalization" if layer["class"] == "BatchNormalization" else layer["class"].lower()
            counts[kind] = counts.get(kind, 0) + 1
            name = f"{kind}_{counts[kind]}"
            self.names.append(name)
            if kind == "dense":
                self.add(self.parameters, f"{name}/weights", columns, layer["units"])
                columns = layer["units"]
                self.add(self.parameters, f"{name}/bias", 1, columns)
                for role, option in (("weights", "weightRegularizer"), ("bias", "biasRegularizer")):
                    if option in layer:
                        self.prices[f"{name}/{role}"] = layer[option]
            if kind == "batch_normalization":
                for role in ("gamma", "beta"):
                    self.add(self.parameters, f"{name}/{role}", 1, columns)
                for role in ("movingMean", "movingVariance"):
                    self.add(self.buffers, f"{name}/{role}", 1, columns)
        self.outputs = columns
        self.fill()

    @staticmethod
    def add(group, name, rows, columns):
        group[name] = torch.zeros(rows, columns)

    def fill(self):
        scale = self.case.get("weightScale", 1)
        for place, (name, value) in enumerate([*self.parameters.items(), *self.buffers.items()]):
            rows, columns = value.shape
            numbers = start_values(self.case["seed"], place, name.split("/")[1], rows, columns, scale)
            value.copy_(torch.tensor(numbers).reshape(rows, columns))
        for value in self.parameters.values():
            value.requires_grad_(True)

    def batch(self, number):
        case = self.case
        rows, columns = case["rows"], math.prod(case["inputs"])
        X = torch.tensor(inputs_of(case["seed"], number, rows, columns)).reshape(rows, *case["inputs"])
        y = torch.tensor(targets_of(case["seed"], number, case["targets"], rows, self.outputs))
        return X, y if case["targets"] == "classes" else y.reshape(rows, self.outputs)

    def forward(self, X, training, step=0):
        """The outputs, and what the last activation was applied to."""
        logits = A = X
        for index, (layer, name) in enumerate(zip(self.case["layers"], self.names)):
            kind = layer["class"]
            if kind == "Flatten":
                A = A.flatten(1)
            elif kind == "Dropout":
                if training:
                    keep = kept(layer_key(self.case["seed"], index), step, layer["rate"], A.numel())
                    A = A * torch.tensor(keep).reshape(A.shape) / (1 - layer["rate"])
            elif kind == "BatchNormalization":
                A = self.normalize(A, layer, name, training)
            elif kind == "Activation":
                logits, A = A, ACTIVATIONS[layer["activation"]](A)
            else:
                weights, bias = (self.parameters[f"{name}/{role}"] for role in ("weights", "bias"))
                logits = F.linear(A, weights.T, bias[0])
                A = ACTIVATIONS[layer.get("activation", "linear")](logits)
        return A, logits

    def normalize(self, A, layer, name, training):
        mean, variance = (self.buffers[f"{name}/{role}"][0] for role in ("movingMean", "movingVariance"))
        gamma, beta = (self.parameters[f"{name}/{role}"][0] for role in ("gamma", "beta"))
        momentum = 1 - layer.get("momentum", 0.9)
        epsilon = layer.get("epsilon", 1e-5)
        return F.batch_norm(A, mean, variance, gamma, beta, training, momentum, epsilon)

    def price(self):
        total = torch.zeros(())
        for name, price in self.prices.items():
            value = self.parameters[name]
            total = total + price["l1"] * value.abs().sum() + price["l2"] * (value**2).sum()
        return total

    def loss(self, A, logits, y):
        """The loss of the case, without the price of the regularizers."""
        name = self.case["loss"]
        if name == "quadratic":
            return 0.5 * ((A - y) ** 2).sum() / A.shape[0]
        if name == "meanSquaredError":
            return F.mse_loss(A, y)
        if name != "binaryCrossentropy":
            return F.cross_entropy(logits, y)
        last = [layer for layer in self.case["layers"] if "activation" in layer][-1]
        if last["activation"] == "sigmoid":
            return F.binary_cross_entropy_with_logits(logits, y)
        return F.binary_cross_entropy(A, y)
