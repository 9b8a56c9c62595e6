"""PyTorch's optimizers, schedules and clipping from the options of ours."""

import math

import torch
from torch.optim import lr_scheduler

# What PyTorch's optimizers call that which ours remember, in our order.
SLOTS = {
    "SGD": ["momentum_buffer"],
    "Adagrad": ["sum"],
    "RMSProp": ["square_avg"],
    "Adam": ["exp_avg", "exp_avg_sq"],
}


def optimizer_for(options, parameters, decays):
    """decays: the weight decay of each parameter, by name. Where our defaults are PyTorch's, it is not told them."""
    groups = [{"params": [p], "weight_decay": decays.get(name, 0)} for name, p in parameters.items()]
    kind = options["class"]
    rate = options.get("learningRate")
    given = {"lr": rate} if isinstance(rate, float) else {}
    if kind == "SGD":
        given = {"lr": 0.01, **given}
        given |= renamed(options, {"momentum": "momentum", "nesterov": "nesterov"})
        return torch.optim.SGD(groups, **given)
    if kind == "Adagrad":
        names = {"initialAccumulatorValue": "initial_accumulator_value", "epsilon": "eps"}
        names["learningRateDecay"] = "lr_decay"
        return torch.optim.Adagrad(groups, **given, **renamed(options, names))
    if kind == "RMSProp":
        given = {"lr": 0.001, "alpha": 0.9, **given}
        return torch.optim.RMSprop(groups, **given | renamed(options, {"rho": "alpha", "epsilon": "eps"}))
    given |= renamed(options, {"epsilon": "eps"})
    if "beta1" in options or "beta2" in options:
        given["betas"] = (options.get("beta1", 0.9), options.get("beta2", 0.999))
    return torch.optim.Adam(groups, **given)


def renamed(options, names):
    return {theirs: options[ours] for ours, theirs in names.items() if ours in options}


def scheduler_for(options, optimizer, steps):
    """PyTorch's scheduler for the learning rate of these options; formulas only where PyTorch has none."""
    rate = options.get("learningRate")
    decay = options.get("learningRateDecay")
    if decay is not None and options["class"] != "Adagrad":
        return lr_scheduler.LambdaLR(optimizer, lambda t: 1 / (1 + decay * t))
    if not isinstance(rate, dict):
        return None
    return schedule_for(rate, optimizer, steps)


def schedule_for(rate, optimizer, steps):
    kind = rate["schedule"]
    first = rate.get("learningRate", 1.0)
    for group in optimizer.param_groups:
        group["lr"] = first
    if kind == "stepDecay":
        return lr_scheduler.StepLR(optimizer, rate["every"], **renamed(rate, {"factor": "gamma"}))
    if kind == "cosineDecay" and steps <= rate["decaySteps"] + 1:
        lowest = rate.get("alpha", 0.0) * first
        return lr_scheduler.CosineAnnealingLR(optimizer, rate["decaySteps"], eta_min=lowest)
    if kind == "oneCycle":
        names = {"warmup": "pct_start", "divFactor": "div_factor", "finalDivFactor": "final_div_factor"}
        more = renamed(rate, names)
        largest, total = rate["maxLearningRate"], rate["totalSteps"]
        return lr_scheduler.OneCycleLR(optimizer, largest, total_steps=total, cycle_momentum=False, **more)
    return lr_scheduler.LambdaLR(optimizer, factor_for(rate))


def factor_for(rate):
    """What the first rate is multiplied by at step t, for schedules that PyTorch does not have in this form."""
    if rate["schedule"] == "inverseTimeDecay":
        return lambda t: 1 / (1 + rate["decayRate"] * t / rate.get("decaySteps", 1))
    if rate["schedule"] == "cosineDecay":
        alpha, last = rate.get("alpha", 0.0), rate["decaySteps"]
        return lambda t: alpha + (1 - alpha) * 0.5 * (1 + math.cos(math.pi * min(t, last) / last))
    return lambda t: 1.0


def clip(options, parameters):
    values = list(parameters.values())
    if "clipValue" in options:
        torch.nn.utils.clip_grad_value_(values, options["clipValue"])
    if "clipNorm" in options:
        for value in values:
            torch.nn.utils.clip_grad_norm_(value, options["clipNorm"])
    if "globalClipNorm" in options:
        torch.nn.utils.clip_grad_norm_(values, options["globalClipNorm"])


def slots_of(options, optimizer, parameters):
    """What the optimizer remembers of each parameter, in our order."""
    states = [optimizer.state.get(value, {}) for value in parameters.values()]
    found = [state.get(name) for state in states for name in SLOTS[options["class"]]]
    return [slot for slot in found if slot is not None]
