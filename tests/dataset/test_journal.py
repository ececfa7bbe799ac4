"""The journal: what was appended survives, whatever happens to the process."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.journal import FileState, Journal

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names and rights")

STATE = FileState(size=100, modified=1_700_000_000_000_000_001)
SETTINGS = {"concept": ["cat"], "model": "0123"}


def image(path: str = "a/b.jpg", score: float | None = 0.75) -> AnnotatedImage:
    mask = np.zeros((30, 40), dtype=bool)
    mask[5:20, 7:30] = True
    mask[9:12, 10:14] = False
    return AnnotatedImage(path, 40, 30, (Annotation("cat", Rle.from_mask(mask), score),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "journal.jsonl"


def test_what_was_added_is_read_back_in_another_run(path: Path) -> None:
    Journal(path, SETTINGS).add(image(), STATE)
    assert list(Journal(path, SETTINGS).images()) == [image()]


def test_an_object_without_score_is_read_back(path: Path) -> None:
    Journal(path, SETTINGS).add(image(score=None), STATE)
    assert next(Journal(path, SETTINGS).images()).annotations[0].score is None


def test_pictures_come_in_the_order_of_their_names(path: Path) -> None:
    journal = Journal(path, SETTINGS)
    for name in ("b.jpg", "ü.jpg", "a.jpg"):
        journal.add(image(name), STATE)
    assert [entry.path for entry in journal.images()] == ["a.jpg", "b.jpg", "ü.jpg"]


def test_a_picture_that_changed_is_not_done(path: Path) -> None:
    journal = Journal(path, SETTINGS)
    journal.add(image(), STATE)
    assert journal.has("a/b.jpg", STATE)
    assert not journal.has("a/b.jpg", FileState(STATE.size, STATE.modified + 1))
    assert not journal.has("other.jpg", STATE)


def test_a_picture_added_again_replaces_the_first(path: Path) -> None:
    journal = Journal(path, SETTINGS)
    journal.add(image(score=0.1), STATE)
    journal.add(image(score=0.9), STATE)
    assert [entry.annotations[0].score for entry in Journal(path, SETTINGS).images()] == [0.9]


@pytest.mark.parametrize("lost", [1, 20, 100])
def test_a_line_that_was_cut_off_costs_that_picture_alone(path: Path, lost: int) -> None:
    journal = Journal(path, SETTINGS)
    journal.add(image("a.jpg"), STATE)
    journal.add(image("b.jpg"), STATE)
    journal.close()
    path.write_bytes(path.read_bytes()[:-lost])
    again = Journal(path, SETTINGS)
    assert [entry.path for entry in again.images()] == ["a.jpg"]
    again.add(image("c.jpg"), STATE)
    assert [entry.path for entry in Journal(path, SETTINGS).images()] == ["a.jpg", "c.jpg"]


def test_a_header_that_was_cut_off_starts_over(path: Path) -> None:
    Journal(path, SETTINGS).add(image(), STATE)
    path.write_bytes(path.read_bytes()[:10])
    again = Journal(path, SETTINGS)
    again.add(image(), STATE)
    assert len(Journal(path, SETTINGS)) == 1


def test_other_settings_are_refused_by_name(path: Path) -> None:
    Journal(path, SETTINGS).add(image(), STATE)
    with pytest.raises(DatasetError, match="another concept; choose another output"):
        Journal(path, {"concept": ["dog"], "model": "0123"})


def test_two_runs_at_once_do_not_write_over_each_other(path: Path) -> None:
    first, second = Journal(path, SETTINGS), Journal(path, SETTINGS)
    first.add(image("a.jpg"), STATE)
    with pytest.raises(DatasetError, match="Another run is writing to"):
        second.add(image("b.jpg"), STATE)
    assert [entry.path for entry in Journal(path, SETTINGS).images()] == ["a.jpg"]


def test_a_run_that_only_reads_can_keep_others_away_too(path: Path) -> None:
    first, second = Journal(path, SETTINGS), Journal(path, SETTINGS)
    first.claim()
    with pytest.raises(DatasetError, match="Another run is writing to"):
        second.claim()
    first.close()
    second.claim()


def test_a_run_that_waited_keeps_what_the_other_one_added(path: Path) -> None:
    first, second = Journal(path, SETTINGS), Journal(path, SETTINGS)
    first.add(image("a.jpg"), STATE)
    first.close()
    second.add(image("b.jpg"), STATE)
    assert [entry.path for entry in Journal(path, SETTINGS).images()] == ["a.jpg", "b.jpg"]


def test_what_another_thread_has_begun_to_write_can_be_closed_here(path: Path) -> None:
    journal = Journal(path, SETTINGS)
    writer = threading.Thread(target=journal.add, args=(image("a.jpg"), STATE))
    writer.start()
    writer.join()
    journal.close()
    Journal(path, SETTINGS).add(image("b.jpg"), STATE)
    assert len(Journal(path, SETTINGS)) == 2


def test_nothing_is_written_before_the_first_picture(path: Path) -> None:
    assert list(Journal(path, SETTINGS).images()) == []
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"kind": "something else", "settings": {}}\n', "not written by this program"),
        (b"[]\n", "not written by this program"),
        (b"\xff\xfe\n", "not written by this program"),
        (b"my own notes", "not written by this program"),
        (b'{"kind": "something else", "settings": {}}', "not written by this program"),
        (b'{"kind": "sam3-studio journal 1"}\n', "damaged"),
        (b'{"kind": "sam3-studio journal 1", "settings": 3}\n', "damaged"),
    ],
)
def test_another_file_is_refused(path: Path, content: bytes, message: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=message):
        Journal(path, SETTINGS)


def test_a_foreign_file_without_a_final_newline_stays_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"my own notes")
    with pytest.raises(DatasetError, match="not written by this program"):
        Journal(path, SETTINGS).add(image(), STATE)
    assert path.read_bytes() == b"my own notes"


def test_a_name_that_is_no_text_is_refused_and_nothing_is_written(path: Path) -> None:
    with pytest.raises(DatasetError, match="is not valid Unicode; rename the file"):
        Journal(path, SETTINGS).add(image("caf\udce9.jpg"), STATE)
    assert not path.exists()


@pytest.mark.parametrize("line", [b'{"path": 3\n', b'{"path": 1, "size": 1, "modified": 1}\n', b"[]\n"])
def test_a_damaged_line_is_named_by_its_place(path: Path, line: bytes) -> None:
    journal = Journal(path, SETTINGS)
    journal.add(image(), STATE)
    with path.open("ab") as file:
        file.write(line)
    with pytest.raises(DatasetError, match=r"damaged at byte \d+"):
        Journal(path, SETTINGS)


def test_a_mask_that_does_not_fit_its_picture_is_named(path: Path) -> None:
    Journal(path, SETTINGS).add(image(), STATE)
    path.write_bytes(path.read_bytes().replace(b'"width": 40', b'"width": 41'))
    with pytest.raises(DatasetError, match="damaged at byte"):
        list(Journal(path, SETTINGS).images())


@needs_posix
def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatasetError, match=r"cannot be read \(Not a directory\); choose another output folder"):
        Journal(tmp_path / "file" / "journal.jsonl", SETTINGS)


@needs_posix
def test_a_folder_whose_name_is_no_text_is_kept_in_the_settings(path: Path) -> None:
    settings = SETTINGS | {"folder": "/photos/bf\udcff"}
    Journal(path, settings).add(image(), STATE)
    assert len(Journal(path, settings)) == 1


def test_a_journal_that_went_in_the_meantime_is_told(path: Path) -> None:
    journal = Journal(path, SETTINGS)
    journal.add(image(), STATE)
    path.unlink()
    with pytest.raises(DatasetError, match="cannot be read"):
        list(journal.images())
