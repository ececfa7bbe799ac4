"""`engine.shared_bound`: programs that share a folder agree on how much it may hold."""

from pathlib import Path

import pytest

from sam3_studio.core import whole_file
from sam3_studio.engine.shared_bound import SharedBound

GB = 10**9


def ignore(_: int) -> None:
    """Make no room."""


def test_a_folder_that_nobody_gave_a_bound_has_none(tmp_path: Path) -> None:
    assert SharedBound(tmp_path / "new").get() == 0


def test_what_was_given_holds_in_every_program(tmp_path: Path) -> None:
    SharedBound(tmp_path / "new").give(100 * GB)
    assert SharedBound(tmp_path / "new").get() == 100 * GB


@pytest.mark.parametrize(
    ("followed", "given", "setting", "bound"),
    [
        pytest.param(None, 100, 20, 100, id="never followed: takes nothing from what was given"),
        pytest.param(None, 5, 20, 20, id="above what was given: raises it"),
        pytest.param(20, 100, 30, 100, id="raised, below what was given: takes nothing from it"),
        pytest.param(20, 100, 10, 10, id="lowered: counts even where more was given"),
    ],
)
def test_a_setting_that_is_followed_raises_the_bound_and_lowers_it_where_it_was_lowered(
    tmp_path: Path, followed: int | None, given: int, setting: int, bound: int
) -> None:
    shared = SharedBound(tmp_path)
    if followed is not None:
        shared.follow(followed * GB, ignore)
    shared.give(given * GB)
    lowered: list[int] = []
    shared.follow(setting * GB, lowered.append)
    assert shared.get() == bound * GB
    assert lowered == ([bound * GB] if bound < given else [])
    shared.follow(setting * GB, lowered.append)
    assert len(lowered) == (bound < given)


def test_the_setting_alone_makes_no_folder(tmp_path: Path) -> None:
    SharedBound(tmp_path / "new").follow(20 * GB, ignore)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"5", b"1 2 3", b"\xff\xfe", b"many few"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bound.txt").write_bytes(content)
    bound = SharedBound(tmp_path)
    assert bound.get() == 0
    bound.follow(20 * GB, ignore)
    assert bound.get() == 20 * GB


def test_where_it_cannot_be_written_it_stays_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound = SharedBound(tmp_path)
    bound.follow(20 * GB, ignore)

    def refuse(_: object) -> None:
        raise OSError

    monkeypatch.setattr(whole_file.os, "fsync", refuse)
    bound.give(100 * GB)
    bound.follow(10 * GB, ignore)
    assert bound.get() == 20 * GB


def test_what_another_program_is_about_to_write_empties_no_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound, seen = SharedBound(tmp_path), []
    bound.follow(20 * GB, ignore)

    def write_and_look(_: object) -> None:
        monkeypatch.undo()
        SharedBound(tmp_path).give(50 * GB)
        seen.append(bound.get())

    monkeypatch.setattr(whole_file.os, "fsync", write_and_look)
    bound.give(100 * GB)
    assert [*seen, bound.get()] == [50 * GB, 100 * GB]
