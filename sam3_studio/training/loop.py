"""The training loop, the same for every stage: draw, step, average, log, save, resume."""

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.utils.data import DataLoader
from tqdm import tqdm

from sam3_studio.training.data import SceneBatch
from sam3_studio.training.optimizer import Optimizers, moving_average
from sam3_studio.training.run import Run

if TYPE_CHECKING:
    from sam3_studio.training.dense import Progress


@dataclass(frozen=True)
class StagePlan:
    """How long and how fast a stage trains.

    Attributes:
        name: in the log.
        side: of the pictures in pixels, a multiple of twice the model's patch.
        steps: in all.
        batch: scenes in one step.
        rate: AdamW's.
        muon_rate: Muon's.
        trunk_share: factor on both for the trunk, whose features a fast rate would destroy; 0 leaves it as it is.
        flat: share of the steps before the rates fall.
        share_dense: of scenes that are densely packed.
        keep: share of the weights that the stage began with in those that it gives: what a short stage with a purpose
            of its own has learned, and what it has forgotten, each count in part (M. Wortsman et al., "Robust
            fine-tuning of zero-shot models", 2022).
    """

    name: str
    side: int
    steps: int
    batch: int
    rate: float
    muon_rate: float
    trunk_share: float
    flat: float
    share_dense: float
    keep: float = 0.0


@dataclass(frozen=True)
class Rhythm:
    """Steps between two lines of the log, and between two saved states, which a kill can lose."""

    log: int = 25
    save: int = 50


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


class Trainer:
    """A stage in training: its weights, their moving average, and how far it is."""

    def __init__(self, stage: nn.Module, plan: StagePlan, process: Process, state: dict[str, Any] | None) -> None:
        """Starts anew, or where a saved state of this stage was."""
        self.step = 0
        self.average = {name: weight.detach().clone() for name, weight in stage.state_dict().items()}
        self._first = {name: weight.clone() for name, weight in self.average.items()} if plan.keep else {}
        self._stage = stage
        self._plan = plan
        self._process = process
        self._optimizers = Optimizers(
            stage,
            rate=plan.rate,
            muon_rate=plan.muon_rate,
            trunk_share=plan.trunk_share,
            total=plan.steps,
            flat=plan.flat,
        )
        if state is not None and state["stage"] == plan.name:
            stage.load_state_dict(state["weights"])
            self._optimizers.load_state_dict(state["optimizers"])
            for name, weight in state["average"].items():
                self.average[name].copy_(weight)
            self._first = {name: weight.to(self.average[name].device) for name, weight in state["first"].items()}
            self.step = int(state["step"])

    @property
    def result(self) -> dict[str, Tensor]:
        """The weights that the stage gives."""
        return result_of({"average": self.average, "first": self._first}, self._plan)

    def state(self) -> dict[str, Any]:
        """All that is needed to go on."""
        return {
            "stage": self._plan.name,
            "step": self.step,
            "weights": self._stage.state_dict(),
            "average": self.average,
            "first": self._first,
            "optimizers": self._optimizers.state_dict(),
        }

    def advance(self, batch: SceneBatch) -> dict[str, float]:
        """One step; what it computed."""
        progress: Progress = self._stage(batch.to(next(self._stage.parameters()).device))
        total = torch.stack(list(progress.losses.values())).sum()
        total.backward()
        self._process.average(self._optimizers.parameters)
        norm = self._optimizers.step(self.step)
        moving_average(self.average, self._stage.state_dict(), self.step)
        self.step += 1
        losses = {name: float(loss.detach()) for name, loss in progress.losses.items()}
        return {"loss": float(total.detach()), "gradient": norm} | losses | progress.figures


def result_of(state: dict[str, Any], plan: StagePlan) -> dict[str, Tensor]:
    """The weights that a stage gives, of a saved state of it: their moving average, mixed with the first ones."""
    average: dict[str, Tensor] = state["average"]
    if not plan.keep:
        return average
    return {name: weight.lerp(state["first"][name], plan.keep) for name, weight in average.items()}


def train_stage(
    trainer: Trainer,
    plan: StagePlan,
    run: Run,
    process: Process,
    scenes: DataLoader[SceneBatch],
    rhythm: Rhythm,
    title: str,
) -> None:
    """Train to the stage's end.

    Args:
        trainer: of the stage.
        plan: of the stage.
        run: where states and figures go.
        process: which of those that train together this is; the first one logs and saves.
        scenes: from the trainer's step on.
        rhythm: of logging and saving.
        title: of the bar that shows the progress and the remaining time.
    """
    sums: defaultdict[str, float] = defaultdict(float)
    start, began = trainer.step, time.monotonic()
    quiet = None if process.rank == 0 else True
    bar = tqdm(scenes, title, plan.steps, initial=start, unit="step", disable=quiet)
    for batch in bar:
        for name, value in trainer.advance(batch).items():
            sums[name] += value
        if trainer.step % rhythm.log == 0:
            figures = {name: round(value / rhythm.log, 4) for name, value in sums.items()}
            sums.clear()
            if process.rank == 0:
                speed = (trainer.step - start) * plan.batch * process.count / (time.monotonic() - began)
                run.log(stage=plan.name, step=trainer.step, images_per_second=round(speed, 2), **figures)
                bar.set_postfix(loss=figures["loss"])
        if process.rank == 0 and (trainer.step % rhythm.save == 0 or trainer.step == plan.steps):
            run.save(trainer.state())
