"""What the program does about a runtime at its start."""

import _ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sam3_studio import __version__
from sam3_studio.core.resources import resource_path
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record, read_record, write_record
from sam3_studio.runtime.start import look

LIBRARY = "torch/lib/libtorch_cuda.so"
RECORD = Record("torch-9.0-cuda-13.0-0123abcd", "0" * 64, "9.0", "13.0", "a card", {LIBRARY: 5})


def make(places: Places, record: Record = RECORD, source: str = "NAME = 'of the card'\n") -> Path:
    folder = places.root / record.folder
    (folder / "torch" / "lib").mkdir(parents=True)
    (folder / LIBRARY).write_bytes(b"12345")
    (folder / "torch" / "__init__.py").write_text(source)
    write_record(places.record, record)
    return folder


def test_without_a_runtime_there_is_nothing_to_say(places: Places) -> None:
    standing = look(places)
    assert (standing.folder, standing.record, standing.reason) == (None, None, "")


def test_a_runtime_that_fits_is_used(places: Places) -> None:
    folder = make(places)
    assert look(places).folder == folder


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"python": "3.99"}, "It is for Python 3.99, and this is"),
        ({"platform": "win-arm64"}, "It is for win-arm64, and this is"),
        ({"program": "0.0.7"}, f"tried with version 0.0.7 of the program, and this is {__version__}"),
        ({"failure": "ImportError: libcuda"}, "could not be loaded (ImportError: libcuda)"),
        ({"files": {LIBRARY: 6}}, f"file {LIBRARY} is missing or damaged"),
        ({"files": {"torch/lib/gone.so": 6}}, "file torch/lib/gone.so is missing or damaged"),
    ],
)
def test_a_runtime_that_does_not_fit_is_not_used_and_says_why(
    places: Places, change: dict[str, object], reason: str
) -> None:
    make(places, replace(RECORD, **change))  # type: ignore[arg-type]
    standing = look(places)
    assert standing.folder is None
    assert reason in standing.reason


def test_a_variable_switches_it_off(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    make(places)
    monkeypatch.setenv("SAM3_STUDIO_GPU", "off")
    assert "switched off by the environment variable SAM3_STUDIO_GPU" in look(places).reason


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'{"format": 1}',
        b'{"format": 2}',
        b'{"format": 1, "folder": 3, "lock": "", "torch": "", "cuda": "", "device": "", "files": {}}',
        b'{"format": 1, "folder": "x", "lock": "", "torch": "", "cuda": "", "device": "", "files": {"a": "b"}}',
        b"[" * 100_000,
    ],
)
def test_a_record_that_makes_no_sense_is_told_and_not_followed(places: Places, content: bytes) -> None:
    places.root.mkdir(parents=True)
    places.record.write_bytes(content)
    standing = look(places)
    assert standing.folder is None
    assert "active.json cannot be read" in standing.reason


@pytest.mark.parametrize("name", ["../elsewhere", "/elsewhere", "a/b", "..", "C:\\other", ""])
def test_a_record_cannot_lead_elsewhere(places: Places, name: str) -> None:
    places.root.mkdir(parents=True)
    write_record(places.record, replace(RECORD, folder=name))
    assert "cannot be read" in look(places).reason


def run(code: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """In a program that has just started."""
    start = "from sam3_studio.runtime.start import activate\nactivate()\n"
    environment = {**os.environ, **variables}
    command = [sys.executable, "-c", start + code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_active_runtime_comes_first_on_the_path(places: Places) -> None:
    folder = make(places)
    told = run("import sys; print(sys.path[0])\nimport torch; print(torch.NAME)")
    assert told.stdout.splitlines() == [str(folder), "of the card"], told.stderr


@pytest.mark.slow
def test_to_look_for_a_runtime_loads_no_torch_and_takes_no_look_at_the_network(places: Places) -> None:
    make(places)
    heavy = "{'torch', 'numpy', 'huggingface_hub', 'PySide6', 'subprocess', 'ssl'}"
    told = run(f"import sys; print({heavy} & set(sys.modules))")
    assert told.stdout.strip() == "set()", told.stderr


@pytest.mark.slow
def test_a_folder_that_is_tried_comes_first_without_any_record(tmp_path: Path) -> None:
    told = run("import sys; print(sys.path[0])", SAM3_STUDIO_GPU=str(tmp_path))
    assert told.stdout.strip() == str(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        "raise ImportError('libcudart.so.13: cannot open shared object file')",
        "import ctypes; ctypes.CDLL('libcudart.so.13.of.nobody')",
        "raise RuntimeError('driver too old')",
        "def broken(",
        "import torch.version_of_nothing",
    ],
)
def test_a_runtime_that_cannot_be_loaded_gives_way_to_the_torch_that_ships(places: Places, source: str) -> None:
    make(places, source=source)
    told = run("import torch; print(torch.ones(3).sum().item(), torch.__version__)\nimport torch.nn.functional")
    assert told.stdout.startswith("3.0 2."), told.stderr
    assert "the processor computes" in told.stderr
    record = read_record(places.record)
    assert record is not None
    assert record.failure
    assert "could not be loaded" in look(places).reason


@pytest.mark.slow
def test_once_its_libraries_are_loaded_a_sentence_says_that_the_next_start_computes_without_it(places: Places) -> None:
    folder = make(places, source="import torch._C\nraise ImportError('functional is gone')")
    (folder / "torch" / "_C.py").write_text("")
    told = run("import torch")
    assert "GpuError: PyTorch for the graphics card cannot be loaded (ImportError: functional is gone)" in told.stderr
    assert "Start the program again: then the processor computes." in told.stderr
    assert run("import torch; print(torch.ones(3).sum().item())").stdout.strip() == "3.0"


@pytest.mark.slow
def test_whoever_only_looks_for_torch_before_it_is_loaded_takes_nobodys_net_away(places: Places) -> None:
    make(places, source="raise ImportError('no')")
    look_for_it = "from importlib.util import find_spec\nassert find_spec('torch') and find_spec('torch')\n"
    told = run(f"{look_for_it}import torch; print(torch.ones(3).sum().item())")
    assert told.stdout.strip() == "3.0", told.stderr
    assert "could not be loaded" in look(places).reason


@pytest.mark.slow
def test_the_worker_falls_back_although_it_maps_the_libraries_beforehand(places: Places) -> None:
    make(places, source="raise ImportError('no')")
    load = "import threading\nfrom sam3_studio.app.inference.messages import ModelChoice\n"
    load += "from sam3_studio.app.inference.worker import load_predictor\n"
    choice = f"ModelChoice({os.fspath(resource_path('models/embedded'))!r}, device='cpu')"
    told = run(f"{load}print(load_predictor({choice}, threading.Event()).info.device)")
    assert told.stdout.strip() == "cpu", told.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="its library is a DLL")
def test_libraries_that_are_mapped_already_are_not_mixed_with_others(places: Places) -> None:
    folder = make(places, source="raise ImportError('no')")
    shutil.copy(_ctypes.__file__, folder / "torch" / "lib" / "libtorch_python.so")
    told = run("from sam3_studio.app.inference.preloading import map_torch_libraries as m\nm()\nimport torch")
    assert "Start the program again: then the processor computes." in told.stderr
    assert run("import torch; print(torch.ones(3).sum().item())").stdout.strip() == "3.0"


@pytest.mark.slow
def test_what_cannot_be_noted_falls_back_all_the_same(places: Places) -> None:
    make(places, source="raise ImportError('no')")
    code = "import sam3_studio.runtime.fallback as f\ndef full(*_): raise OSError(28, 'No space left on device')\n"
    told = run(code + "f.write_record = full\nimport torch; print(torch.ones(3).sum().item())")
    assert told.stdout.strip() == "3.0", told.stderr
