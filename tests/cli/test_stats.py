"""`sam3-studio stats`: a project in numbers, without a window and without torch."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from project_tools import rescan

from sam3_studio.cli.main import main
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState, LabeledObject, Origin, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.project import Project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of two pictures, one of them with two ducks, which are nearly the same, and a third at the border."""
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(name.encode())
    with Project.open(tmp_path) as project:
        project.classes.add("duck")
        rescan(project)
        squares = [Rle.from_crop(np.ones((30, 30), dtype=bool), x, 20, 100, 200) for x in (20, 21, 170)]
        origin = Origin("duck", 0.75, 0.9, "m")
        objects = tuple(LabeledObject(1, mask, Source.MODEL, origin, 100.0 + i) for i, mask in enumerate(squares))
        project.labels.save("1.png", ImageDocument(), ImageDocument(objects), ImageState.DONE)
        project.work.add({"1.png": 4.5})
    return tmp_path


def test_numbers_and_mistakes_are_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "2 pictures: 1 new, 1 done" in told
    assert "1.5 s per object, of 3 objects" in told
    assert "4.5 s per picture, of 1 that are done" in told
    assert "0.00 edits per object, of 3 that the model made" in told
    assert "Pairs of objects that are nearly the same: 1\n  1.png: duck / duck, IoU 0.94" in told
    assert "Objects at the border that are not marked as truncated: 1" in told


def test_a_project_whose_pictures_are_all_gone_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(folder) as project:
        for name in ("1.png", "2.png"):
            (folder / name).unlink()
        rescan(project)
    assert main(["stats", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "2 pictures without a file\n3 objects" in told
    assert "Side in pixels" in told
    assert "Objects in a picture" not in told


def test_all_of_it_is_there_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["classes"][0] | {"mean_area": 900} == told["classes"][0]
    assert told["checks"]["counts"] == {"duplicate": 1, "border": 1}
    assert [len(one["objects"]) for one in told["checks"]["findings"]] == [1, 2]


def test_a_project_that_is_open_in_a_window_can_be_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(folder):
        assert main(["stats", str(folder), "--no-checks"]) == 0
    assert "Looked for" not in capsys.readouterr().out


def test_a_folder_without_a_project_gets_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(tmp_path)]) == 2
    assert "has no project" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow  # starts a process
def test_neither_torch_nor_qt_is_loaded(folder: Path) -> None:
    code = (
        f"import sys\nfrom sam3_studio.cli.main import main\nmain(['stats', {str(folder)!r}])\n"
        "assert not {'torch', 'PySide6'} & sys.modules.keys()"
    )
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_one_is_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Project.open(folder) as project:
        (one, *_) = (document := project.labels.document("1.png")).objects
        project.labels.save("1.png", document, ImageDocument((one,)))
        (folder / "1.png").unlink()
        rescan(project)
    assert main(["stats", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "1 picture without a file\n1 object\n4.5 s per object, of 1 object;" in told
