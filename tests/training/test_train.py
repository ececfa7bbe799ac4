"""`training.train`: runs that end, stop and go on, and what they write."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
import torch.distributed as dist
from safetensors.torch import load_file
from torch import nn
from torch.multiprocessing.spawn import spawn

from sam3_studio.core.errors import UsageError
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.resources import embedded_model
from sam3_studio.core.segmenter import Picture
from sam3_studio.engine import Predictor
from sam3_studio.training.loop import Process, Rhythm, result_of
from sam3_studio.training.plot import plot
from sam3_studio.training.presets import PRESETS
from sam3_studio.training.run import Run
from sam3_studio.training.train import Order, begin, export, train

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _default_precision() -> Iterator[None]:
    before = torch.get_float32_matmul_precision()
    yield
    torch.set_float32_matmul_precision(before)


STEPS = [
    (stage, step) for stage, steps in {"dense": 4, "connect": 2, "joint": 4}.items() for step in range(1, steps + 1)
]
"""Of the preset "tiny"."""


def order(folder: Path, *, processes: int = 1) -> Order:
    return Order(
        "tiny", seed=1, folder=folder, device="cpu", processes=processes, workers=0, rhythm=Rhythm(log=1, save=1)
    )


def test_a_finished_run_exports_a_checkpoint_that_the_program_loads(tmp_path: Path) -> None:
    train(order(tmp_path / "run"))
    folder = export(order(tmp_path / "run"), tmp_path / "model")
    predictor = Predictor.load(folder, device="cpu", dtype="float32")
    picture = Picture("noise", np.random.default_rng(0).integers(0, 255, (60, 80, 3), np.uint8))
    assert 0 <= predictor.segment(picture, Prompt("red circle")).presence <= 1


def test_a_run_that_was_stopped_goes_on_as_if_nothing_had_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(order(tmp_path / "whole"))

    saves = SimpleNamespace(left=6)  # in the middle of the second stage
    save = Run.save

    def save_then_stop(self: Run, state: dict[str, object]) -> None:
        save(self, state)
        saves.left -= 1
        if not saves.left:
            raise KeyboardInterrupt

    monkeypatch.setattr(Run, "save", save_then_stop)
    with pytest.raises(KeyboardInterrupt):
        train(order(tmp_path / "stopped"))
    train(order(tmp_path / "stopped"))

    whole, stopped = ((tmp_path / name / "log.jsonl").read_text().splitlines() for name in ("whole", "stopped"))
    assert len(stopped) == len(whole) == len(STEPS)  # nothing was done twice
    for line, same in zip(map(json.loads, whole), map(json.loads, stopped), strict=True):
        assert (same["stage"], same["step"]) == (line["stage"], line["step"])
        # Sums come out in another order now and then, and early training magnifies that, the more where products are
        # made of bfloat16.
        assert same["gradient"] == pytest.approx(line["gradient"], rel=0.4)


_KILLED_WHILE_SAVING = """
import os, sys
from pathlib import Path

import torch

from sam3_studio.training.loop import Rhythm
from sam3_studio.training.train import Order, train

save, saves = torch.save, 0


def save_half_of_the_sixth(state, file):
    global saves
    saves += 1
    if saves == 6:
        file.write(b"half")
        file.flush()
        os._exit(9)  # as a kill ends a process: nothing is cleaned up
    save(state, file)


torch.save = save_half_of_the_sixth
train(Order("tiny", 1, Path(sys.argv[1]), "cpu", processes=1, workers=0, rhythm=Rhythm(log=1, save=1)))
"""


def test_a_run_that_was_killed_while_it_saved_goes_on_from_the_state_before(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED_WHILE_SAVING, tmp_path], check=False)
    assert killed.returncode == 9
    assert Run(tmp_path).load()["step"] == 1  # of the second stage; the sixth state would be its second step
    train(order(tmp_path))
    assert [(entry["stage"], entry["step"]) for entry in Run(tmp_path).entries()] == STEPS


def test_a_stage_gives_what_it_kept_of_its_first_weights_and_what_it_learned(tmp_path: Path) -> None:
    train(order(tmp_path))
    state = Run(tmp_path).load()
    assert state is not None
    plan = PRESETS["tiny"].plans[-1]
    result = result_of(state, plan)
    name = next(name for name in result if name.endswith("text_side.weight"))
    first, average = state["first"][name], state["average"][name]
    assert not torch.equal(first, average)
    torch.testing.assert_close(result[name], (first + average) / 2)
    torch.testing.assert_close(result_of(state, replace(plan, keep=0.0))[name], average)


def test_a_run_that_begins_with_a_checkpoint_goes_on_from_its_weights(tmp_path: Path) -> None:
    train(order(tmp_path / "first"))
    checkpoint = export(order(tmp_path / "first"), tmp_path / "model")
    begin(order(tmp_path / "second"), checkpoint, "joint", steps=2)
    begun = Run(tmp_path / "second").load()
    assert begun is not None
    assert (begun["stage"], begun["step"]) == ("connect", 2)
    given = load_file(checkpoint / "model.safetensors")
    name = next(name for name in given if name.endswith("box_head.layer1.weight"))
    kept = next(weight for key, weight in begun["weights"].items() if key.endswith("model." + name))
    torch.testing.assert_close(kept, given[name].float())

    train(order(tmp_path / "second"))
    assert {entry["stage"] for entry in Run(tmp_path / "second").entries()} == {"joint"}


def test_a_run_does_not_begin_twice_nor_with_another_size_nor_with_the_first_stage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="another size"):
        begin(order(tmp_path / "new"), embedded_model(), "joint")
    with pytest.raises(UsageError, match="no stage to begin with"):
        begin(order(tmp_path / "new"), embedded_model(), "dense")
    train(order(tmp_path / "run"))
    with pytest.raises(UsageError, match="holds a run already"):
        begin(order(tmp_path / "run"), embedded_model(), "joint")


def test_the_trunk_stands_still_while_the_rest_is_connected_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = {}

    def note(_run: Run, state: dict[str, Any]) -> None:
        weights[state["stage"], state["step"]] = {name: part.clone() for name, part in state["weights"].items()}

    monkeypatch.setattr(Run, "save", note)
    train(order(tmp_path))
    first, last = weights["connect", 1], weights["connect", 2]
    moved = {name for name in first if not torch.equal(first[name], last[name])}
    assert not any("vision_encoder.backbone" in name for name in moved)
    assert any("detr_decoder" in name for name in moved)


def test_processes_that_train_together_keep_equal_weights_and_log_once(tmp_path: Path) -> None:
    train(order(tmp_path, processes=2))
    entries = Run(tmp_path).entries()
    assert [(entry["stage"], entry["step"]) for entry in entries] == STEPS


def test_a_log_becomes_a_picture(tmp_path: Path) -> None:
    run = Run(tmp_path / "run")
    for step in range(1, 4):
        run.log(stage="dense", step=step, kind=1 / step, shapes_right=step / 4)
    assert plot(run, tmp_path / "log.png").read_bytes().startswith(b"\x89PNG")


def test_a_line_of_the_log_that_a_kill_cut_short_is_passed_over(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.log(stage="dense", step=1, loss=2.0)
    with (tmp_path / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"time": 17')
    assert [entry["step"] for entry in run.entries()] == [1]


def test_a_run_goes_on_with_what_it_was_begun_with_only(tmp_path: Path) -> None:
    train(order(tmp_path))
    with pytest.raises(UsageError, match="seed 1"):
        train(replace(order(tmp_path), seed=2))


def test_there_is_nothing_to_export_or_draw_before_training(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="train first"):
        export(order(tmp_path / "new"), tmp_path / "model")
    with pytest.raises(FileNotFoundError, match="train first"):
        plot(Run(tmp_path / "new"), tmp_path / "log.png")


def _average_in_one_of_two(rank: int, meeting: str, out: str) -> None:
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=2)
    both, one, none = (nn.Parameter(torch.zeros(2)) for _ in range(3))
    both.grad = torch.full((2,), float(rank))
    if rank == 1:
        one.grad = torch.full((2,), 4.0)
    Process(rank, 2).average([both, one, none])
    torch.save([both.grad, one.grad, none.grad], f"{out}{rank}")
    dist.destroy_process_group()


def test_gradients_are_averaged_and_weights_that_no_process_used_get_none(tmp_path: Path) -> None:
    spawn(_average_in_one_of_two, (f"file://{tmp_path}/meeting", str(tmp_path / "rank")), nprocs=2)
    for rank in range(2):
        both, one, none = torch.load(tmp_path / f"rank{rank}", weights_only=True)
        assert both.tolist() == [0.5, 0.5]
        assert one.tolist() == [2.0, 2.0]
        assert none is None
