"""What keeps a file from being written is told with the remedy that fits, and leaves nothing behind."""

import errno
import os
from pathlib import Path

import pytest

from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.files import cannot_write, check_folder, replaced_when_complete


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space or choose another output folder."),
        (errno.EACCES, "change the permissions or choose another output folder."),
        (errno.EROFS, "choose another output folder."),
        (errno.ENAMETOOLONG, "shorten the name of the picture or of the folder, or choose another output folder."),
        (errno.ENOTDIR, "move away the file that is in the place of a folder or choose another output folder."),
        (errno.EIO, "check the disk, or choose another output folder."),
    ],
)
def test_each_cause_has_its_remedy(number: int, remedy: str) -> None:
    sentence = str(cannot_write(Path("a"), OSError(number, os.strerror(number))))
    assert sentence == f"a cannot be written ({os.strerror(number)}); {remedy}"


def test_a_folder_that_cannot_be_looked_at_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"cannot be written .*; shorten"):
        check_folder(tmp_path / ("x" * 300))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(DatasetError, match="cannot be written"),
        replaced_when_complete(tmp_path / "file" / "folder" / "a.txt"),
    ):
        pass


def test_a_disk_that_lets_nothing_be_removed_either_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with (
        pytest.raises(DatasetError, match=r"cannot be written \(Read-only file system\); choose another"),
        replaced_when_complete(tmp_path / "a.txt"),
    ):
        pass


def test_what_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replaced_when_complete(tmp_path / "a.txt"):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())
