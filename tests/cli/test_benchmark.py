"""`sam3-studio benchmark`."""

from importlib.util import find_spec

import golden
import pytest

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.engine import memory

ARGUMENTS = ["benchmark", "model", "--model", str(golden.ROOT / "A"), "--device", "cpu", "--repeat", "1"]


@pytest.mark.slow
@pytest.mark.parametrize("on_gpu", [None, 5_250_000_000], ids=["CPU", "GPU"])
def test_times_and_memory_are_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, on_gpu: int | None
) -> None:
    monkeypatch.setattr(memory, "peak_on_device", lambda _: on_gpu)
    assert main(ARGUMENTS) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in ("model ready", "encode the picture", "text and box", "whole picture, end to end"):
        assert [line for line in lines if line.startswith(name) and " s " in line]
    assert [line for line in lines if line.startswith("peak memory ") and line.endswith(" GB")]
    assert sum("5.25 GB" in line for line in lines) == (0 if on_gpu is None else 2)


@pytest.mark.slow
def test_both_models_are_timed_in_turns(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("transformers", reason="the extra `compare` is not installed")
    assert main([*ARGUMENTS, "--against", "transformers", "--dtype", "float32"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.endswith("x as fast") for line in lines) == 8


@pytest.mark.skipif(find_spec("transformers") is not None, reason="the extra `compare` is installed")
def test_who_lacks_the_peer_is_told_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ARGUMENTS, "--against", "transformers"]) == ExitStatus.MENDABLE
    assert "pip install 'sam3-studio[compare]'" in capsys.readouterr().err


@pytest.mark.slow
def test_projects_are_measured_from_opening_to_undoing_an_import(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "dataset", "--pictures", "200"]) == 0
    told = capsys.readouterr().out
    for name in (
        "opening",
        "an edit on disk",
        "filter: all of them",
        "statistics",
        "pictures by need",
        "candidates of",
    ):
        assert told.count(f"\n{name}") == 3
    for name in (
        *("checks", "COCO export ", "COCO export, read back", "YOLO export of boxes, read back"),
        *("COCO import", "undoing that import"),
    ):
        assert told.count(f"\n{name}") == 2
    assert told.count(" MB at most") == 27


def test_a_project_of_no_pictures_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "dataset", "--pictures", "0"]) == ExitStatus.MENDABLE
    assert "At least 100 pictures" in capsys.readouterr().err


@pytest.mark.slow
def test_loading_is_compared_with_reading(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "load", "--model", str(golden.ROOT / "A"), "--device", "cpu", "--repeat", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["reading the bytes", "loading it", "peak memory"]


@pytest.mark.slow
def test_a_run_over_a_project_is_compared_with_single_calls(capsys: pytest.CaptureFixture[str]) -> None:
    photos = ["--photos", str(golden.ROOT.parent / "none")]
    assert main(["benchmark", "pass", *photos, "--device", "cpu"]) == ExitStatus.MENDABLE
    assert main(["benchmark", "pass", "--pictures", "1", "--repeat", "1", "--device", "cpu"]) == 0
    told, meanwhile = capsys.readouterr()
    assert meanwhile.count(" s per picture\n") == 6
    assert "\n1 picture, 1 concept\n" in told
    assert "\n1 picture, 4 concepts\n" in told
    assert told.count("x as fast") == 6
    assert told.count("run is  1.00 x as fast") >= 2
