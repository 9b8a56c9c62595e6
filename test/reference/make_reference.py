"""Reference numbers for test/core/reference.test.ts, from PyTorch 2.13 on the processor, in float64.

    python test/reference/make_reference.py

with the Python environment of the benchmarks (`npm run bench:install`). The files hold seeds, shapes and results;
start values and data follow from the seeds. Run again on the same machine it writes the same files; another processor
may round the last digit otherwise.
"""

import inspect
import json
import math
import pathlib

import torch

from cases import loss_cases, networks, optimizer_nets, schedules
from seeded import Random
from torch_net import Net
from torch_optimizers import clip, optimizer_for, schedule_for, scheduler_for, slots_of

FOLDER = pathlib.Path(__file__).parent
DIGITS = 14


def short(x):
    return float(f"{x:.{DIGITS}g}")


def record(tensor):
    """A tensor in short: a weighted sum of its numbers and their norm; one or two numbers as they are."""
    numbers = tensor.detach().flatten().tolist()
    if len(numbers) > 2:
        random = Random(0, len(numbers))
        weighted = math.fsum(x * random.uniform(-1, 1) for x in numbers)
        numbers = [weighted, math.sqrt(math.fsum(x * x for x in numbers))]
    return [short(x) for x in numbers]


def records(tensors):
    """In the order in which our models name them."""
    return [record(tensor) for tensor in tensors]


def measured(net):
    """Outputs and loss with moving means, nothing left out."""
    X, y = net.batch(0)
    A, logits = net.forward(X, training=False)
    return {"predict": record(A), "evaluate": short((net.loss(A, logits, y) + net.price()).item())}


def trained(case):
    """Everything that is compared for one net."""
    net = Net(case)
    options = case["optimizer"]
    as_decay = case.get("asWeightDecay", False)
    decays = {name: 2 * price["l2"] for name, price in net.prices.items()} if as_decay else {}
    optimizer = optimizer_for(options, net.parameters, decays)
    scheduler = scheduler_for(options, optimizer, case["steps"])
    expected = {"before": measured(net), "losses": [], "rates": []}
    for step in range(case["steps"]):
        X, y = net.batch(step % 3)
        A, logits = net.forward(X, training=True, step=step)
        loss, price = net.loss(A, logits, y), net.price()
        expected["losses"].append(short((loss + price).item()))
        expected["rates"].append(optimizer.param_groups[0]["lr"])
        optimizer.zero_grad()
        (loss if as_decay else loss + price).backward()
        if step == 0 and not as_decay:
            expected["gradients"] = records(p.grad for p in net.parameters.values())
        clip(options, net.parameters)
        optimizer.step()
        if scheduler and step + 1 < case["steps"]:
            scheduler.step()
    if scheduler is None:
        del expected["rates"]
    slots = records(slots_of(options, optimizer, net.parameters))
    state = records([*net.parameters.values(), *net.buffers.values()])
    expected |= {"state": state, "after": measured(net)}
    return {**case, "expected": expected | ({"slots": slots} if slots else {})}


def schedule_line(config):
    """The rates of the first twenty steps, or of all steps that PyTorch allows."""
    steps = min(20, config.get("totalSteps", 20))
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = schedule_for(config, optimizer, steps)
    rates = []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step + 1 < steps:
            scheduler.step()
    return {"schedule": config, "rates": rates}


def loss_line(kernel, function, given, target):
    outputs = torch.tensor(given, requires_grad=True)
    loss = function(outputs, torch.tensor(target))
    loss.backward()
    gradient = outputs.grad.flatten().tolist()
    return {"loss": kernel, "given": given, "target": target, "value": loss.item(), "gradient": gradient}


def default_lines():
    """What PyTorch's classes take where nobody says anything."""
    kinds = [torch.optim.SGD, torch.optim.Adagrad, torch.optim.RMSprop, torch.optim.Adam]
    kinds += [torch.optim.lr_scheduler.StepLR, torch.optim.lr_scheduler.OneCycleLR]
    kinds += [torch.optim.lr_scheduler.CosineAnnealingLR]
    for kind in [*kinds, torch.nn.BatchNorm1d, torch.nn.LeakyReLU, torch.nn.Dropout]:
        options = inspect.signature(kind.__init__).parameters.values()
        kept = (int, float, str, tuple)
        defaults = {option.name: option.default for option in options if isinstance(option.default, kept)}
        yield {"class": kind.__name__, "defaults": defaults}


def write(name, lines):
    head = {"made": f"by make_reference.py, PyTorch {torch.__version__.split('+')[0]}, float64"}
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in [head, *lines])
    (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {text.count(chr(10)) - 1} cases, {len(text) // 1000} kB")


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    write("networks.jsonl", [trained(case) for case in networks()])
    write("optimizers.jsonl", [trained(case) for case in optimizer_nets()])
    formulas = [schedule_line(config) for config in schedules()]
    formulas += [loss_line(*case) for case in loss_cases()]
    write("formulas.jsonl", [*formulas, *default_lines()])


if __name__ == "__main__":
    main()
