"""A folder that is there whole or not at all."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import cannot_write
from sam3_studio.dataset.new_folder import new_folder


def fill(wanted: Path) -> Path:
    with new_folder(wanted) as folder:
        (folder.path / "file").write_text("new")
    return folder.place


def test_it_takes_its_place_at_the_end_and_holds_nothing_but_what_was_written(tmp_path: Path) -> None:
    with new_folder(tmp_path / "a" / "b") as folder:
        (folder.path / "file").write_text("new")
        assert not (tmp_path / "a" / "b").exists()
    assert folder.place == tmp_path / "a" / "b"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file"]


def test_an_empty_folder_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert fill(tmp_path / "out") == tmp_path / "out"


def test_what_lies_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    (tmp_path / "out-2").mkdir()
    (tmp_path / "out-2" / "theirs").write_text("theirs")
    assert fill(tmp_path / "out") == tmp_path / "out-3"
    assert (tmp_path / "out").read_text() == "a file"
    assert [path.name for path in (tmp_path / "out-2").iterdir()] == ["theirs"]


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    def break_off() -> None:
        with new_folder(tmp_path / "out") as folder:
            (folder.path / "file").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    killed = (
        "import os, sys; from pathlib import Path; from sam3_studio.dataset.new_folder import new_folder\n"
        "with new_folder(Path(sys.argv[1])) as folder:\n"
        "    (folder.path / 'file').write_text('half')\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(tmp_path / "out")], check=False).returncode == 9
    left = [path.name for path in tmp_path.iterdir()]
    assert left
    assert all(name.startswith(".") for name in left)
    fill(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_another_run_is_filling_stays(tmp_path: Path) -> None:
    with new_folder(tmp_path / "other") as other:
        (other.path / "file").write_text("other")
        fill(tmp_path / "out")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["other", "out"]
    assert (tmp_path / "other" / "file").read_text() == "other"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_it_may_be_read_by_whom_the_system_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = fill(tmp_path / "out")
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="cannot be written"):
        fill(tmp_path / "file" / "out")


def refused(wanted: Path, fault: Callable[[Path], Exception]) -> str:
    """What is told when something goes wrong with a file in the folder."""

    def break_off() -> None:
        with new_folder(wanted) as folder:
            (folder.path / "half").write_text("half")
            raise fault(folder.path / "half")

    with pytest.raises(DatasetError) as told:
        break_off()
    return str(told.value)


def full(path: Path) -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        (full, "out"),
        (lambda path: cannot_write(path, full(path)), "out/half"),
        (lambda path: DatasetError("{path} is wrong: {reason}", path=path, reason=full(path)), "out/half"),
        (lambda path: DatasetError("It is wrong: {why}", why=Sentence("{path} is bad", path=path)), "out/half"),
        (lambda path: DatasetError("It is wrong: {problems}", problems=f"{path} is bad."), "out/half"),
    ],
)
def test_what_goes_wrong_inside_is_told_with_the_place_that_was_asked_for(
    tmp_path: Path, fault: Callable[[Path], Exception], named: str
) -> None:
    told = refused(tmp_path / "out", fault)
    assert str(tmp_path / named) in told
    assert ".sam3-new-" not in told


def test_folders_above_it_that_were_made_for_it_are_removed_after_an_error(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    refused(tmp_path / "theirs" / "a" / "b" / "out", full)
    assert list(tmp_path.iterdir()) == [tmp_path / "theirs"]
    assert list((tmp_path / "theirs").iterdir()) == []


def test_folders_above_it_stay_where_something_else_lies_there_by_then(tmp_path: Path) -> None:
    def meanwhile(path: Path) -> OSError:
        (tmp_path / "a" / "theirs").write_text("theirs")
        return full(path)

    refused(tmp_path / "a" / "b" / "out", meanwhile)
    assert list((tmp_path / "a").iterdir()) == [tmp_path / "a" / "theirs"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no folder take the place of another")
def test_a_name_that_it_cannot_be_given_is_told_and_an_empty_folder_of_that_name_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, target: Path) -> Path:
        raise full(target)

    monkeypatch.setattr(Path, "rename", refuse)
    (tmp_path / "out").mkdir()
    with pytest.raises(DatasetError) as told:
        fill(tmp_path / "out")
    assert str(tmp_path / "out") in str(told.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]


def test_in_a_folder_that_became_read_only_what_was_written_is_removed_as_far_as_that_can_be(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()

    def lock_out() -> None:
        with new_folder(place / "out") as folder:
            (folder.path / "file").write_text("new")
            place.chmod(0o555)
            if os.access(place, os.W_OK):
                pytest.skip("permissions bind neither an administrator nor anybody on Windows")

    try:
        with pytest.raises(DatasetError) as told:
            lock_out()
        assert str(place / "out") in str(told.value)
        assert [path.name for path in place.rglob("*") if not path.name.startswith(".sam3-new-")] == []
    finally:
        place.chmod(0o755)
    fill(place / "out")
    assert list(place.iterdir()) == [place / "out"]


@pytest.mark.parametrize("wanted", [".", "..", "/"])
def test_a_place_without_a_name_of_its_own_is_refused(
    wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    with pytest.raises(DatasetError, match="is no name for a new folder"):
        fill(Path(wanted))
    assert list(tmp_path.rglob("*")) == [tmp_path / "inner"]
