"""Label files are found wherever a person put them, and nothing else is taken for one."""

from pathlib import Path

import pytest
from limits import lock_folders

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.reading.label_files import label_files
from sam3_studio.dataset.reading.table import ImportFormat


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "locked/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.fixture
def locked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sub-folder that must not be listed, by whomever the test is run."""
    lock_folders(monkeypatch)
    return folder / "locked"


def found(folder: Path, suffix: str = ".txt") -> list[str]:
    return [file.relative_to(folder).as_posix() for file, _ in label_files(folder, suffix)]


def test_they_are_found_in_sub_folders(folder: Path) -> None:
    assert found(folder) == ["a.txt", "locked/b.txt"]


def test_what_lies_in_a_hidden_folder_is_none(folder: Path) -> None:
    (folder / ".trash" / "deep").mkdir(parents=True)
    (folder / ".trash" / "deep" / "a.txt").touch()
    assert found(folder) == ["a.txt", "locked/b.txt"]


def test_a_dataset_may_lie_in_a_hidden_folder(folder: Path) -> None:
    assert found(folder.rename(folder.with_name(".hidden"))) == ["a.txt", "locked/b.txt"]


@pytest.mark.parametrize("suffix", [".txt", ".xml", ".png"])
def test_their_endings_may_have_capitals(folder: Path, suffix: str) -> None:
    (folder / f"C{suffix.upper()}").touch()
    assert f"C{suffix.upper()}" in found(folder, suffix)


def test_a_list_of_classes_in_capitals_is_none(folder: Path) -> None:
    (folder / "Classes.TXT").touch()
    files = label_files(folder, ".txt", frozenset({"classes.txt"}))
    assert [file.name for file, _ in files] == ["a.txt", "b.txt"]


def test_a_sub_folder_that_must_not_be_listed_is_told_and_the_others_read(locked: Path) -> None:
    told: list[str] = []
    assert [file.name for file, _ in label_files(locked.parent, ".txt", tell=told.append)] == ["a.txt"]
    assert list(map(str, told)) == [
        f"{locked} cannot be listed (Permission denied), so its labels were left out; change its permissions."
    ]


def test_where_nothing_else_lies_it_is_told_why_nothing_was_found(locked: Path) -> None:
    (locked.parent / "a.txt").unlink()
    with pytest.raises(DatasetError, match="locked cannot be listed"):
        found(locked.parent)


LABELS = {
    ImportFormat.YOLO: {"classes.txt": "duck\n", "labels/1.txt": "", "labels/locked/2.txt": ""},
    ImportFormat.VOC: {
        f"Annotations/{name}.xml": "<annotation><filename>1.png</filename></annotation>" for name in ("1", "locked/2")
    },
    ImportFormat.LABELME: {
        f"{name}.json": '{"shapes": [], "imagePath": "1.png", "imageWidth": 12, "imageHeight": 8}'
        for name in ("1", "locked/2")
    },
}


@pytest.mark.parametrize("format_", LABELS)
@pytest.mark.usefixtures("locked")
def test_every_reader_tells_once_of_what_it_could_not_look_into(read, tmp_path, format_):
    for name, text in LABELS[format_].items():
        (tmp_path / "dataset" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dataset" / name).write_text(text)
    (image,), reading = read(tmp_path / "dataset", format_)
    assert image.name == "1.png"
    assert sum("locked cannot be listed" in problem for problem in reading.problems) == 1
