"""From nothing to a folder that the program loads."""

import json
import math
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn
from torch.multiprocessing.spawn import spawn
from tqdm import tqdm

from sam3_studio.core.errors import UsageError
from sam3_studio.dataset.files import replaced_when_complete
from sam3_studio.engine import Tokenizer
from sam3_studio.engine.convert import save_checkpoint
from sam3_studio.model import Sam3Model
from sam3_studio.training.data import SceneSeries, loader
from sam3_studio.training.dense import DenseStage
from sam3_studio.training.initialization import initialize
from sam3_studio.training.joint import JointStage
from sam3_studio.training.loop import Process, Rhythm, Trainer, result_of, train_stage
from sam3_studio.training.presets import PRESETS
from sam3_studio.training.run import Run
from sam3_studio.training.scenes import DATA_VERSION
from sam3_studio.training.tokens import TOKENIZER_NAME, VOCABULARY_SIZE, save_tokenizer, tokenizer_of

_FIRST_LOOK = 256
"""Pictures that the first filters are made from."""


@dataclass(frozen=True)
class Order:
    """What to train.

    Attributes:
        preset: a name in `PRESETS`.
        seed: of weights, scenes and prompts.
        folder: of the run.
        device: "cpu", "cuda", or "auto" for CUDA where there is any.
        processes: that train together, one thread each; on a GPU one will do.
        workers: that draw scenes, for each of these.
        rhythm: of logging and saving.
    """

    preset: str
    seed: int
    folder: Path
    device: str
    processes: int
    workers: int
    rhythm: Rhythm = field(default_factory=Rhythm)

    @property
    def torch_device(self) -> str:
        """Where to compute."""
        if self.device == "auto":
            return "cuda" if torch.cuda.is_available() else "cpu"
        return self.device


def train(order: Order) -> None:
    """Train, or go on with a run that was stopped, until the last stage is done.

    Raises:
        OSError: the run's folder cannot be written.
        UsageError: it holds a run of another preset, seed or data version.
    """
    run = Run(order.folder)
    run.keep_to(preset=order.preset, seed=order.seed, data_version=DATA_VERSION)
    tokenizer_of(run.folder)  # before several processes want to write it
    if order.processes == 1:
        _train(0, order, "")
        return
    with tempfile.TemporaryDirectory() as meeting:
        spawn(_train, (order, f"file://{meeting}/meeting"), nprocs=order.processes)


def begin(order: Order, checkpoint: Path, stage_name: str, *, steps: int = 300) -> None:
    """Make a run that goes on from a checkpoint, as though the stage before the one that is named had just given it.

    What helps training alone is not in a checkpoint: it is fitted anew, with all else as it is.

    Args:
        order: of the run; its folder holds no run yet.
        checkpoint: folder of a model of the order's preset, with the tokenizer that it was trained with.
        stage_name: to begin with; not the first one.
        steps: that fit what helps.

    Raises:
        ModelError: the checkpoint is none.
        OSError: it has no tokenizer, or the run's folder cannot be written.
        UsageError: it is of another size, there is a run already, or no such stage.
    """
    plans = PRESETS[order.preset].plans
    names = [plan.name for plan in plans]
    if stage_name not in names[2:]:
        raise UsageError(f"{stage_name!r} is no stage to begin with: take one of {', '.join(names[2:])}.")
    run = Run(order.folder)
    if run.load() is not None:
        raise UsageError(f"{order.folder} holds a run already; name another folder.")
    given = Sam3Model.from_pretrained(checkpoint).float()
    if given.config.to_dict() != PRESETS[order.preset].config(VOCABULARY_SIZE, given.config.image_size).to_dict():
        raise UsageError(f"{checkpoint} holds a model of another size than the preset {order.preset!r} has.")
    run.keep_to(preset=order.preset, seed=order.seed, data_version=DATA_VERSION)
    with replaced_when_complete(run.folder / TOKENIZER_NAME) as file:
        file.write((checkpoint / TOKENIZER_NAME).read_bytes())
    index = names.index(stage_name) - 1
    plan, stage = plans[index], _stage(order, index)
    _fill(stage.model, given.state_dict())
    stage.model.requires_grad_(False)
    _prepare_arithmetic(order.torch_device)
    helping = replace(plan, steps=steps, rate=2e-3, muon_rate=0.01, flat=0.3, keep=0.0)
    trainer = Trainer(stage.to(order.torch_device), helping, Process(), None)
    series = SceneSeries(order.seed - 1, plan.side, plan.batch, share_dense=plan.share_dense, start=0, stop=steps)
    for batch in tqdm(loader(series, order.workers), "heads", unit="step"):
        trainer.advance(batch)
    before = _stage(order, index)
    before.load_state_dict(trainer.result)
    ended = Trainer(before, plan, Process(), None)
    ended.step = plan.steps
    run.save(ended.state())


def export(order: Order, out: Path) -> Path:
    """Write the averaged weights of a run as a checkpoint in half precision.

    Args:
        order: of the run.
        out: folder to write; it must not exist, or be empty.

    Raises:
        FileNotFoundError: the run has not saved anything yet.
        ModelError: the folder cannot be written.
    """
    state = Run(order.folder).load() if order.folder.exists() else None
    if state is None:
        raise FileNotFoundError(f"{order.folder} holds no run yet; train first.")
    plans = PRESETS[order.preset].plans
    number = [plan.name for plan in plans].index(state["stage"])
    stage = _stage(order, number)
    stage.load_state_dict(result_of(state, plans[number]))
    model = stage.model.half()
    with tempfile.TemporaryDirectory() as companions:
        save_tokenizer(tokenizer_of(order.folder), Path(companions))
        _save_processor(model.config.image_size, Path(companions))
        return save_checkpoint(model, out, companions=Path(companions))


def _train(rank: int, order: Order, meeting: str) -> None:
    """One process's part."""
    device = order.torch_device
    process = Process(rank, order.processes)
    if order.processes > 1:
        dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=order.processes)
    _prepare_arithmetic(device)
    run = Run(order.folder)
    plans = PRESETS[order.preset].plans
    state = run.load()
    first = 0 if state is None else [plan.name for plan in plans].index(state["stage"])
    average: dict[str, Tensor] | None = None
    for index in range(first, len(plans)):
        plan, stage = plans[index], _stage(order, index)
        if average is not None:
            _hand_on(average, stage)
        elif state is None:
            looks = SceneSeries(order.seed, plan.side, _FIRST_LOOK, share_dense=0.5, start=0, stop=1)
            initialize(stage.model, looks[0].pixels)
        trainer = Trainer(stage.to(device), plan, process, run.load())
        # Every stage has scenes of its own, so that a series can be extended without repeating another's.
        series = SceneSeries(
            order.seed + 1000 * index,
            plan.side,
            plan.batch,
            share_dense=plan.share_dense,
            start=trainer.step * process.count + rank,
            stop=plan.steps * process.count,
            stride=process.count,
        )
        title = f"{plan.name}, stage {index + 1} of {len(plans)}"
        train_stage(trainer, plan, run, process, loader(series, order.workers), order.rhythm, title)
        average = trainer.result
    if order.processes > 1:
        dist.destroy_process_group()


def _prepare_arithmetic(device: str) -> None:
    """One thread a process; TF32 on a GPU, bfloat16 products on processors that have units for them."""
    if device == "cpu":
        torch.set_num_threads(1)
    torch.set_float32_matmul_precision("high" if device != "cpu" else "medium")


def _hand_on(average: dict[str, Tensor], stage: DenseStage | JointStage) -> None:
    """Start a stage from the averaged weights of the one before."""
    dense_before = not any(name.startswith("dense.") for name in average)
    target = stage.dense if isinstance(stage, JointStage) and dense_before else stage
    _fill(target, average)


def _fill(module: nn.Module, weights: dict[str, Tensor]) -> None:
    """Load weights, those of positions resized."""
    fitting = {name: _resized(weights[name], weight) for name, weight in module.state_dict().items()}
    module.load_state_dict(fitting)


def _resized(weight: Tensor, like: Tensor) -> Tensor:
    """The weight; a table of positions, (1, T · T, C), as large as another for pictures of another size."""
    if weight.shape == like.shape:
        return weight
    before, after = math.isqrt(weight.shape[1]), math.isqrt(like.shape[1])
    table = weight.unflatten(1, (before, before)).permute(0, 3, 1, 2)  # (1, C, T, T)
    table = F.interpolate(table, size=(after, after), mode="bilinear", align_corners=False)
    return table.permute(0, 2, 3, 1).flatten(1, 2)


def _stage(order: Order, index: int) -> DenseStage | JointStage:
    """What a stage trains, with first weights that are the same in every process."""
    torch.manual_seed(order.seed + index)
    preset, tokenizer = PRESETS[order.preset], Tokenizer(tokenizer_of(order.folder))
    plan = preset.plans[index]
    model = Sam3Model(preset.config(VOCABULARY_SIZE, plan.side))
    dense = DenseStage(model, tokenizer, order.seed)
    if index == 0:
        return dense
    model.vision_encoder.backbone.requires_grad_(plan.trunk_share > 0)
    return JointStage(dense, tokenizer, order.seed + index - 1, preset.joint[index - 1][1])


def _save_processor(side: int, folder: Path) -> None:
    """The processor's settings in the public layout."""
    image: dict[str, Any] = {
        "image_processor_type": "Sam3ImageProcessor",
        "size": {"height": side, "width": side},
        "image_mean": [0.5] * 3,
        "image_std": [0.5] * 3,
        "do_resize": True,
        "do_rescale": True,
        "do_normalize": True,
        "rescale_factor": 1 / 255,
        "resample": 2,
    }
    text = json.dumps({"processor_class": "Sam3Processor", "image_processor": image}, indent=1)
    (folder / "processor_config.json").write_text(text + "\n", encoding="utf-8")
