"""The nets: which layers, losses, targets and optimizers meet. All sizes are drawn from the seed of the case."""

import torch

from seeded import Random

HIDDEN = ["linear", "sigmoid", "tanh", "relu", "leakyRelu", "softmax"]

# loss, activation of the last layer, kinds of targets.
ENDS = [
    *[(loss, name, ["values"]) for loss in ("quadratic", "meanSquaredError") for name in HIDDEN],
    ("binaryCrossentropy", "sigmoid", ["binary", "probabilities"]),
    ("binaryCrossentropy", "softmax", ["binary", "probabilities", "distributions"]),
    ("categoricalCrossentropy", "softmax", ["oneHot", "classes", "distributions"]),
    ("sparseCategoricalCrossentropy", "softmax", ["classes"]),
]

PRICES = [
    {"weightRegularizer": {"l1": 0.0, "l2": 0.01}},
    {"weightRegularizer": {"l1": 0.02, "l2": 0.0}},
    {"biasRegularizer": {"l1": 0.03, "l2": 0.04}},
    {"weightRegularizer": {"l1": 0.01, "l2": 0.005}, "biasRegularizer": {"l1": 0.0, "l2": 0.1}},
]


def dense(units, activation, **more):
    return {"class": "Dense", "units": units, "activation": activation, **more}


def normalization(random):
    options = random.choice([{}, {"momentum": 0.6}, {"epsilon": 0.01}, {"momentum": 0.95, "epsilon": 1e-4}])
    return {"class": "BatchNormalization", **options}


def hidden_layers(kind, random, first):
    """The layers in front of the last one; each kind of net has every hidden activation as its first in turn."""
    size = lambda: 2 + random.integer(9)
    name = lambda: random.choice(HIDDEN)
    price = lambda: random.choice(PRICES)
    if kind == "none":
        return []
    if kind == "one":
        return [dense(size(), first)]
    if kind == "priced":
        return [dense(size(), first, **price()), dense(size(), name(), **price())]
    if kind == "normalized":
        ahead = [dense(size(), "linear"), normalization(random), {"class": "Activation", "activation": first}]
        return [*ahead, dense(size(), name(), **price())]
    if kind == "dropped":
        layers = [{"class": "Flatten"}, {"class": "Dropout", "rate": 0.25}, dense(size(), first)]
        return [*layers, {"class": "Dropout", "rate": 0.5}]
    ahead = [normalization(random), dense(size(), first, **price()), {"class": "Dropout", "rate": 0.3}]
    return [*ahead, dense(size(), name()), normalization(random), dense(size(), name())]


KINDS = ["none", "one", "priced", "normalized", "dropped", "deep"]


def net(seed, kind, first, end, targets, apart=False):
    """apart: whether the last activation is a layer of its own."""
    loss, activation, _ = end
    random = Random(seed)
    hidden = hidden_layers(kind, random, first)
    units = (2 if activation == "softmax" else 1) + random.integer(4)
    last = [dense(units, activation)]
    if apart:
        last = [dense(units, "linear"), {"class": "Activation", "activation": activation}]
    least = 2 if any(layer["class"] == "BatchNormalization" for layer in hidden) else 1
    inputs = [1 + random.integer(3), 2 + random.integer(3)] if kind == "dropped" else [1 + random.integer(7)]
    rows = least + random.integer(18 - least)
    shape = {"inputs": inputs, "rows": rows, "layers": [*hidden, *last]}
    return {"seed": seed, **shape, "loss": loss, "targets": targets}


def networks():
    """Every kind of net with every loss, end and kind of targets; three steps of SGD on three batches."""
    seed = 1
    for end_number, end in enumerate(ENDS):
        for targets in end[2]:
            for kind_number, kind in enumerate(KINDS):
                first = HIDDEN[(end_number + kind_number) % len(HIDDEN)]
                case = net(seed, kind, first, end, targets, apart=seed % 3 == 0)
                yield {**case, "optimizer": {"class": "SGD", "learningRate": 0.125}, "steps": 3}
                seed += 1
    # Sums in the hundreds, where a logarithm of what the activation gave would be infinite.
    for end in ENDS[-4:-3] + ENDS[-2:]:
        case = net(seed, "one", "tanh", end, end[2][0])
        yield {**case, "weightScale": 800.0, "optimizer": {"class": "SGD", "learningRate": 0.125}, "steps": 1}
        seed += 1


def schedules():
    yield {"schedule": "constant", "learningRate": 0.05}
    yield {"schedule": "inverseTimeDecay", "learningRate": 0.2, "decayRate": 0.5}
    yield {"schedule": "inverseTimeDecay", "learningRate": 0.1, "decayRate": 0.9, "decaySteps": 4}
    yield {"schedule": "stepDecay", "learningRate": 0.2, "every": 4}
    yield {"schedule": "stepDecay", "learningRate": 0.1, "every": 3, "factor": 0.5}
    yield {"schedule": "cosineDecay", "learningRate": 0.1, "decaySteps": 12}
    yield {"schedule": "cosineDecay", "learningRate": 0.1, "decaySteps": 6, "alpha": 0.1}
    yield {"schedule": "oneCycle", "maxLearningRate": 0.2, "totalSteps": 10}
    more = {"warmup": 0.45, "divFactor": 10.0, "finalDivFactor": 100.0}
    yield {"schedule": "oneCycle", "maxLearningRate": 0.1, "totalSteps": 16, **more}


def optimizers():
    every = {
        "SGD": [
            *[{}, {"learningRate": 0.1}, {"momentum": 0.9}, {"momentum": 0.5, "nesterov": True}],
            {"learningRate": 0.05, "momentum": 0.9, "nesterov": True},
        ],
        "Adagrad": [
            *[{}, {"learningRate": 0.1}, {"initialAccumulatorValue": 0.1}, {"epsilon": 1e-3}],
            {"learningRate": 0.05, "initialAccumulatorValue": 0.5, "epsilon": 1e-7},
        ],
        "RMSProp": [{}, {"learningRate": 0.02}, {"rho": 0.99}, {"rho": 0.0}, {"epsilon": 1e-3}],
        "Adam": [
            *[{}, {"learningRate": 0.02}, {"beta1": 0.5}, {"beta1": 0.0}, {"beta2": 0.9}, {"epsilon": 1e-3}],
            {"learningRate": 0.05, "beta1": 0.8, "beta2": 0.99, "epsilon": 1e-7},
        ],
    }
    shared = [
        *[{"learningRate": 0.05, "learningRateDecay": decay} for decay in (0.1, 1.0)],
        *[{"clipValue": 0.02}, {"clipNorm": 0.05}, {"globalClipNorm": 0.1}],
        *[{"learningRate": 0.05, "clipValue": 1e3}, {"clipNorm": 1e3}, {"globalClipNorm": 1e3}],
    ]
    for name, own in every.items():
        for options in [*own, *shared]:
            yield {"class": name, **options}
        for schedule in schedules():
            more = {"momentum": 0.9} if name == "SGD" else {}
            yield {"class": name, "learningRate": schedule, **more}


def optimizer_nets():
    """Ten steps of every optimizer with every option, each on a net of its own."""
    seed = 1001
    for options in optimizers():
        random = Random(seed, 1)
        end = random.choice(ENDS)
        kind = random.choice(["one", "priced", "dropped"])
        case = net(seed, kind, random.choice(HIDDEN), end, random.choice(end[2]))
        yield {**case, "optimizer": options, "steps": 10}
        seed += 1
    # A price l2(x) on every parameter is a weight decay of 2x: here PyTorch is told the decay, not the price.
    for name in ("SGD", "Adagrad", "RMSProp", "Adam"):
        case = net(seed, "one", "tanh", ENDS[2], "values")
        price = {"weightRegularizer": {"l1": 0.0, "l2": 0.05}, "biasRegularizer": {"l1": 0.0, "l2": 0.02}}
        case["layers"] = [{**layer, **price} for layer in case["layers"]]
        momentum = {"momentum": 0.9} if name == "SGD" else {}
        options = {"class": name, "learningRate": 0.05, **momentum}
        yield {**case, "optimizer": options, "steps": 10, "asWeightDecay": True}
        seed += 1


def loss_cases():
    """Losses by themselves, at outputs and logits where a careless formula is infinite; as PyTorch functions."""
    logits = [[1000.0, -1000.0, 0.0], [-1000.0, 1000.0, 5.0], [0.0, 0.0, 0.0], [40.0, -40.0, 700.0]]
    wrong = [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    soft = [[0.25, 0.5, 0.25], [0.125, 0.5, 0.375], [0.0, 0.5, 0.5], [1.0, 0.0, 0.0]]
    probabilities = [[0.0, 1.0, 0.5], [1.0, 0.0, 0.25], [1e-30, 1 - 2**-50, 2**-20], [0.5, 0.125, 1e-300]]
    functions = {
        "categoricalCrossentropy": (torch.nn.functional.cross_entropy, logits),
        "binaryCrossentropy": (torch.nn.functional.binary_cross_entropy_with_logits, logits),
        "binaryCrossentropyOfProbabilities": (torch.nn.functional.binary_cross_entropy, probabilities),
    }
    for kernel, (function, given) in functions.items():
        for target in (wrong, soft):
            yield kernel, function, given, target
