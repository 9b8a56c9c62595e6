"""What the Python peers share: the data, the workloads, and the talk with `npm run bench` over stdin and stdout.

A peer gives `serve` a class: Net(spec, images, labels) with train(indices), one step on these examples, restart(), which puts the start values back, and loss(), the loss on
the first thousand examples. README.md in bench/ has the protocol."""

import gzip
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

BENCH = Path(__file__).resolve().parent.parent
WORKLOADS = json.loads((BENCH / "workloads.json").read_text(encoding="utf8"))
FEWEST_STEPS = 5


def read_idx(name: str) -> np.ndarray:
    """A file of MNIST from the folder that NEURONOTES_DATA names, or from the cache."""
    folders = [os.environ.get("NEURONOTES_DATA"), BENCH.parent / "data" / "cache"]
    for folder in filter(None, folders):
        path = Path(folder) / "mnist" / f"{name}.gz"
        if path.exists():
            data = gzip.decompress(path.read_bytes())
            dimensions = data[3]
            shape = np.frombuffer(data, ">i4", dimensions, 4)
            return np.frombuffer(data, np.uint8, offset=4 + 4 * dimensions).reshape(shape)
    raise FileNotFoundError(f"{name}.gz is in none of the folders: run `npm start -- --prepare` first")


def training_data() -> tuple[np.ndarray, np.ndarray]:
    """Images float32 [60000, 784] from 0 to 1, and the labels."""
    images = read_idx("train-images-idx3-ubyte")
    labels = read_idx("train-labels-idx1-ubyte")
    return images.reshape(len(images), -1).astype(np.float32) / np.float32(255), labels.astype(np.int64)


class Run:
    """A net in training: goes through the examples in an order that is drawn anew for each epoch."""

    def __init__(self, net, spec: dict, examples: int):
        self.net, self.batch, self.examples = net, spec["batchSize"], examples
        self.random = np.random.default_rng(1)
        self.start = examples

    def train(self, seconds: float, fewest_steps: int = 1) -> dict:
        net, batch, images, steps = self.net, self.batch, 0, 0
        cpu = time.process_time()
        begun = time.perf_counter()
        end = begun + seconds
        while time.perf_counter() < end or steps < fewest_steps:
            if self.start >= self.examples:
                self.order = self.random.permutation(self.examples)
                self.start = 0
            indices = self.order[self.start : self.start + batch]
            self.start += batch
            net.train(indices)
            images += len(indices)
            steps += 1
        took = time.perf_counter() - begun
        return {"imagesPerSecond": images / took, "cores": (time.process_time() - cpu) / took}


def serve(engine: str, version: str, threads: int, make_net, about: str = "") -> None:
    """Answers each line {"workload": "B", "seconds": 1.5} by {"imagesPerSecond": ...} until stdin ends."""
    images, labels = training_data()
    say({"ready": {"engine": engine, "version": version, "threads": threads, "workloads": list(WORKLOADS), "about": about}})
    runs: dict[str, Run] = {}
    for line in sys.stdin:
        try:
            request = json.loads(line)
            name = request["workload"]
            if name not in runs:
                runs[name] = warmed_up(make_net, WORKLOADS[name], images, labels, request.get("warmUp", 1))
            # The start values again: a net that has learned for long computes with numbers so small that they cost time.
            runs[name].net.restart()
            say(runs[name].train(request["seconds"]))
        except Exception as error:  # The bench prints it beside the peer's name and goes on with the others.
            say({"error": f"{type(error).__name__}: {error}"})


def warmed_up(make_net, spec: dict, images: np.ndarray, labels: np.ndarray, seconds: float) -> Run:
    """A run that has learned for some seconds. Raises where the loss did not fall: a speed without learning means nothing."""
    net = make_net(spec, images, labels)
    run = Run(net, spec, len(images))
    before = net.loss()
    run.train(seconds, FEWEST_STEPS)
    after = net.loss()
    if not after < 0.97 * before:
        raise RuntimeError(f"it does not learn: the loss went from {before:.4f} to {after:.4f}")
    return run


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)
