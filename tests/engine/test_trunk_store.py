"""`engine.trunk_store`: encoded pictures on disk, which anything may befall."""

import errno
import os
from pathlib import Path

import pytest
import torch

from sam3_studio.engine.trunk_store import TrunkStore

TRUNK = torch.arange(64, dtype=torch.float32).to(torch.bfloat16).view(1, 8, 8)
FILE = 250  # bytes that it takes at most


def used(store: TrunkStore, name: str, when: int) -> None:
    os.utime(store.folder / f"{name}.trunk", (when, when))


def test_what_was_kept_comes_back_the_same(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path / "new", 1 << 20)
    store.put("a", TRUNK)
    kept = TrunkStore(tmp_path / "new", 1 << 20).get("a")
    assert kept is not None
    assert kept.dtype == torch.bfloat16
    assert torch.equal(kept, TRUNK)


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert TrunkStore(tmp_path / "new", 1 << 20).get("a") is None


@pytest.mark.parametrize("length", [0, 10, 100, -1])
def test_a_file_that_was_cut_short_counts_as_absent_and_goes(tmp_path: Path, length: int) -> None:
    store = TrunkStore(tmp_path, 1 << 20)
    store.put("a", TRUNK)
    path = tmp_path / "a.trunk"
    path.write_bytes(path.read_bytes()[:length])
    assert store.get("a") is None
    assert not path.exists()


def test_a_file_with_one_bit_changed_counts_as_absent(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 1 << 20)
    store.put("a", TRUNK)
    content = bytearray((tmp_path / "a.trunk").read_bytes())
    content[-1] ^= 1
    (tmp_path / "a.trunk").write_bytes(content)
    assert store.get("a") is None


def test_the_least_recently_used_makes_room(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 3 * FILE)
    for when, name in enumerate("abc", start=1):
        store.put(name, TRUNK)
        used(store, name, when)
    store.get("a")  # now the most recently used
    store.put("d", TRUNK)
    assert store.size() <= store.capacity
    assert [name for name in "abcd" if name in store] == ["a", "c", "d"]


def test_what_others_wrote_counts_too(tmp_path: Path) -> None:
    one, other = TrunkStore(tmp_path, 3 * FILE), TrunkStore(tmp_path, 3 * FILE)
    for number in range(3):
        one.put(f"one-{number}", TRUNK)
        other.put(f"other-{number}", TRUNK)
    other.put("last", TRUNK)
    one.put("very-last", TRUNK)
    assert one.size() <= one.capacity + FILE


def test_what_is_larger_than_the_bound_is_not_kept(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 100)
    with pytest.raises(OSError, match="more than the 0 MB that it may hold"):
        store.put("a", TRUNK)
    assert store.size() == 0


def test_what_cannot_be_written_to_serves_those_who_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TrunkStore(tmp_path, 1 << 20)
    store.put("a", TRUNK)

    def refuse(_: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "utime", refuse)  # as on a disk that is mounted read-only
    kept = store.get("a")
    assert kept is not None
    assert torch.equal(kept, TRUNK)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_whoever_is_stopped_in_the_middle_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(type(error)):
        TrunkStore(tmp_path, 1 << 20).put("a", TRUNK)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_to_who_writes_and_stops_no_reader(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = TrunkStore(tmp_path / "file" / "store", 1 << 20)
    with pytest.raises(NotADirectoryError):
        store.put("a", TRUNK)
    assert store.get("a") is None
    store.clear()


def test_everything_can_be_cleared_and_nothing_of_others_is(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 1 << 20)
    store.put("a", TRUNK)
    (tmp_path / "mine.txt").write_text("stays")
    store.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
