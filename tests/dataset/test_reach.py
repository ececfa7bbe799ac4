"""What can still be got at tells a broken picture from a disk that is gone."""

import os
from pathlib import Path

import pytest

from sam3_studio.dataset.reach import Reach, out_of_reach, reach_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file in a sub-folder, and another one beside it."""
    root = tmp_path / "photos"
    (root / "day").mkdir(parents=True)
    (root / "day" / "1.png").write_bytes(b"broken")
    (root / "day" / "2.png").write_bytes(b"")
    return root


@pytest.mark.parametrize("name", ["day/1.png", "day/2.png"])
def test_a_file_that_is_there_is_broken(root: Path, name: str) -> None:
    assert reach_of(root / name, root) is Reach.FILE


def test_a_file_that_is_gone_from_among_others_was_deleted(root: Path) -> None:
    assert reach_of(root / "day" / "3.png", root) is Reach.FILE


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="may read everything, or has other permissions")
def test_a_file_that_this_person_may_not_read_is_no_matter_of_the_disk(root: Path) -> None:
    (root / "day" / "1.png").chmod(0)
    assert reach_of(root / "day" / "1.png", root) is Reach.FILE


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_a_pipe_among_pictures_is_no_matter_of_the_disk_and_nobody_waits_for_it(root: Path) -> None:
    os.mkfifo(root / "day" / "3.png")
    assert reach_of(root / "day" / "3.png", root) is Reach.FILE


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "a file in its place"])
def test_a_folder_of_its_own_that_is_gone_may_be_a_disk(root: Path, left: str) -> None:
    (root / "other.png").write_bytes(b"picture")
    (root / "day").rename(root.parent / "away")
    if left == "an empty folder":
        (root / "day").mkdir()
    elif left == "a file in its place":
        (root / "day").write_bytes(b"")
    path = root / "day" / "1.png"
    assert reach_of(path, root) is Reach.ROOT
    assert f"The pictures in {root / 'day'} cannot be reached" in str(out_of_reach(path, root, Reach.ROOT))


@pytest.mark.parametrize("empty", [False, True])
def test_a_root_that_is_gone_or_left_empty_is_a_disk_that_is_gone(root: Path, empty: bool) -> None:
    root.rename(root.parent / "away")
    if empty:
        root.mkdir()
    path = root / "day" / "1.png"
    assert reach_of(path, root) is Reach.NOTHING
    assert f"The pictures in {root} cannot be reached" in str(out_of_reach(path, root, Reach.NOTHING))
