"""The training loop, the same for every stage: draw, step, average, log, save, resume."""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from tqdm import tqdm

from sam3_studio.training.data import SceneSeries, loader
from sam3_studio.training.optimizer import Optimizers, moving_average
from sam3_studio.training.run import Run


@dataclass(frozen=True)
class StagePlan:
    """How long and how fast a stage trains.

    Attributes:
        name: in the log.
        steps: in all.
        batch: scenes in one step.
        rate: AdamW's.
        muon_rate: Muon's.
        trunk_share: factor on both for the trunk, whose features a fast rate would destroy.
        flat: share of the steps before the rates fall.
        share_dense: of scenes that are densely packed.
    """

    name: str
    steps: int
    batch: int
    rate: float
    muon_rate: float
    trunk_share: float
    flat: float
    share_dense: float


@dataclass(frozen=True)
class Process:
    """One of the processes that train together, each on batches of its own."""

    rank: int = 0
    count: int = 1

    def average(self, parameters: list[nn.Parameter]) -> None:
        """Give every process the mean of all gradients; what none of them used keeps none, and so stays as it is."""
        if self.count == 1:
            return
        used = torch.tensor([weight.grad is not None for weight in parameters], dtype=torch.uint8)
        dist.all_reduce(used, dist.ReduceOp.MAX)
        moved = [weight for weight, anywhere in zip(parameters, used.tolist(), strict=True) if anywhere]
        gradients = [torch.zeros_like(w) if w.grad is None else w.grad for w in moved]
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        dist.all_reduce(flat)
        parts = (flat / self.count).split([weight.numel() for weight in moved])
        for weight, part in zip(moved, parts, strict=True):
            weight.grad = part.view_as(weight)


def train_stage(
    stage: nn.Module,
    plan: StagePlan,
    run: Run,
    *,
    seed: int,
    side: int,
    workers: int,
    process: Process,
    log_every: int,
    save_every: int,
) -> dict[str, Tensor]:
    """Train from the last saved state to the stage's end; returns the averaged weights of `stage`.

    Args:
        stage: maps a batch to `Progress`; its weights are trained in place.
        plan: how.
        run: where states and figures go.
        seed: of the scenes.
        side: of a scene in pixels.
        workers: processes that draw scenes for this one.
        process: which of those that train together this is.
        log_every: steps between two lines of the log.
        save_every: steps between two saved states.
    """
    device = next(stage.parameters()).device
    optimizers = Optimizers(
        stage,
        rate=plan.rate,
        muon_rate=plan.muon_rate,
        trunk_share=plan.trunk_share,
        total=plan.steps,
        flat=plan.flat,
    )
    average = {name: weight.detach().clone() for name, weight in stage.state_dict().items()}
    start = _resume(stage, average, optimizers, plan, run.load())
    series = SceneSeries(
        seed,
        side,
        plan.batch,
        share_dense=plan.share_dense,
        start=start * process.count + process.rank,
        stop=plan.steps * process.count,
        stride=process.count,
    )
    sums: defaultdict[str, float] = defaultdict(float)
    began = time.monotonic()
    bar = tqdm(
        loader(series, workers), plan.name, plan.steps, initial=start, unit="step", disable=process.rank > 0 or None
    )
    for step, batch in enumerate(bar, start):
        progress = stage(batch.to(device))
        torch.stack(list(progress.losses.values())).sum().backward()
        process.average(optimizers.parameters)
        sums["gradient"] += optimizers.step(step)
        moving_average(iter(average.values()), _floats(stage), step)
        for name, value in (*progress.losses.items(), *progress.figures.items()):
            sums[name] += float(value.detach() if isinstance(value, Tensor) else value)
        if process.rank:
            continue
        done = step + 1
        if done % log_every == 0:
            speed = (done - start) * plan.batch * process.count / (time.monotonic() - began)
            figures = {name: round(value / log_every, 4) for name, value in sums.items()}
            run.log(stage=plan.name, step=done, images_per_second=round(speed, 2), **figures)
            bar.set_postfix_str(f"{sum(figures[name] for name in progress.losses):.3f}")
            sums.clear()
        if done % save_every == 0 or done == plan.steps:
            run.save(_state(stage, average, optimizers, plan, done))
    return average


def _resume(
    stage: nn.Module,
    average: dict[str, Tensor],
    optimizers: Optimizers,
    plan: StagePlan,
    state: dict[str, Any] | None,
) -> int:
    """Take up a saved state of this stage; returns the number of steps it had done."""
    if state is None or state["stage"] != plan.name:
        return 0
    stage.load_state_dict(state["weights"])
    optimizers.load_state_dict(state["optimizers"])
    for name, weight in state["average"].items():
        average[name].copy_(weight)
    return int(state["step"])


def _state(
    stage: nn.Module, average: dict[str, Tensor], optimizers: Optimizers, plan: StagePlan, step: int
) -> dict[str, Any]:
    return {
        "stage": plan.name,
        "step": step,
        "weights": stage.state_dict(),
        "average": average,
        "optimizers": optimizers.state_dict(),
    }


def _floats(stage: nn.Module) -> Iterator[Tensor]:
    return iter([weight.detach() for weight in stage.state_dict().values()])
