"""`engine.trunk_store`: encoded pictures on disk, which anything may befall."""

import errno
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from limits import full_after

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


def test_what_is_from_before_the_clock_was_set_back_makes_room_for_what_is_new(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 3 * FILE)
    for name in "abc":
        store.put(name, TRUNK)
        used(store, name, int(time.time()) + 86_400)
    for name in "defg":
        store.put(name, TRUNK)
        assert name in store
    assert not any(name in store for name in "abc")


def test_a_clock_of_a_network_disk_that_is_ahead_makes_nothing_old(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 3 * FILE)
    for when, name in enumerate("abc", start=1):
        store.put(name, TRUNK)
        used(store, name, when)
    used(store, "a", int(time.time()) + 60)
    store.put("d", TRUNK)
    assert "a" in store


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no open file")
def test_whoever_removes_the_folder_while_something_is_written_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = TrunkStore(tmp_path / "kept", 1 << 20)
    original, calls = os.fdopen, iter(range(9))

    def remove_and_open(handle: int, mode: str) -> Any:
        if next(calls) == 0:
            shutil.rmtree(tmp_path / "kept")
        return original(handle, mode)

    monkeypatch.setattr(os, "fdopen", remove_and_open)
    store.put("a", TRUNK)
    assert store.get("a") is not None


def test_what_others_wrote_counts_too(tmp_path: Path) -> None:
    one, other = TrunkStore(tmp_path, 3 * FILE), TrunkStore(tmp_path, 3 * FILE)
    for number in range(3):
        one.put(f"one-{number}", TRUNK)
        other.put(f"other-{number}", TRUNK)
    other.put("last", TRUNK)
    one.put("very-last", TRUNK)
    assert one.size() <= one.capacity + FILE


def test_two_programs_that_write_at_once_keep_one_bound_together(tmp_path: Path) -> None:
    one, other = TrunkStore(tmp_path, 32 * FILE), TrunkStore(tmp_path, 32 * FILE)
    for store in (one, other):
        store.put(f"{id(store)}", TRUNK)
    for number in range(24):
        one.put(f"one-{number}", TRUNK)
    for number in range(24):
        other.put(f"other-{number}", TRUNK)
        assert other.size() <= (1 + 1 / 16) * other.capacity


def test_what_another_program_removed_meanwhile_counts_as_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TrunkStore(tmp_path, 10 * FILE)
    for number in range(10):
        store.put(str(number), TRUNK)
        used(store, str(number), number + 1)
    seen = store._files()
    for number in range(5):
        (tmp_path / f"{number}.trunk").unlink()
    monkeypatch.setattr(store, "_files", lambda: seen)
    store._make_room(5 * FILE)
    assert [number for number in range(10) if str(number) in store] == [5, 6, 7, 8, 9]


def test_a_smaller_setting_takes_nothing_away_that_was_prepared_with_more_room(tmp_path: Path) -> None:
    prepared = TrunkStore(tmp_path, FILE)
    prepared.limit(20 * FILE)
    for number in range(10):
        prepared.put(str(number), TRUNK)
    window = TrunkStore(tmp_path, 2 * FILE)
    window.follow(2 * FILE)
    window.put("new", TRUNK)
    assert window.capacity == 20 * FILE
    assert len(window._files()) == 11


def test_more_room_counts_in_programs_that_run_already(tmp_path: Path) -> None:
    window = TrunkStore(tmp_path, 2 * FILE)
    window.put("first", TRUNK)
    window.follow(2 * FILE)
    TrunkStore(tmp_path, FILE).limit(20 * FILE)
    for number in range(10):
        window.put(str(number), TRUNK)
    assert len(window._files()) == 11


@pytest.mark.parametrize(("setting", "left"), [(6, 6), (1, 1), (0, 0)])
def test_a_lowered_setting_frees_at_once_what_is_over_it(tmp_path: Path, setting: int, left: int) -> None:
    window = TrunkStore(tmp_path, 20 * FILE)
    for number in range(10):
        window.put(str(number), TRUNK)
    window.follow(20 * FILE)
    (tmp_path / "mine.txt").write_text("stays")
    TrunkStore(tmp_path, setting * FILE).follow(setting * FILE)
    assert len(window._files()) == left
    assert (tmp_path / "mine.txt").exists()


def test_a_setting_that_was_none_before_takes_nothing_away_that_was_prepared_since(tmp_path: Path) -> None:
    window = TrunkStore(tmp_path, 0)
    window.follow(0)
    prepared = TrunkStore(tmp_path, 20 * FILE)
    prepared.limit(20 * FILE)
    prepared.put("a", TRUNK)
    window.follow(0)
    assert "a" in prepared


def test_a_lower_bound_that_a_person_asks_for_frees_at_once_what_is_over_it(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 20 * FILE)
    for number in range(10):
        store.put(str(number), TRUNK)
    store.limit(6 * FILE)
    assert len(store._files()) == 6


def test_a_store_that_keeps_nothing_does_not_do_so_because_others_may(tmp_path: Path) -> None:
    TrunkStore(tmp_path, FILE).limit(20 * FILE)
    with pytest.raises(OSError, match="more than the 0 MB that it may hold"):
        TrunkStore(tmp_path, 0).put("a", TRUNK)


def test_what_a_killed_run_left_behind_counts_and_makes_room(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 3 * FILE)
    (tmp_path / "half.tmp").write_bytes(bytes(2 * FILE))
    os.utime(tmp_path / "half.tmp", (1, 1))
    assert store.size() == 2 * FILE
    for name in "ab":
        store.put(name, TRUNK)
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.trunk", "b.trunk"]


def test_what_is_larger_than_the_bound_is_not_kept(tmp_path: Path) -> None:
    store = TrunkStore(tmp_path, 100)
    with pytest.raises(OSError, match="more than the 0 kB that it may hold"):
        store.put("a", TRUNK)
    assert store.size() == 0


def test_what_is_larger_than_the_bound_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safetensors.torch, "save", None)
    with pytest.raises(OSError, match="more than the 0 kB that it may hold"):
        TrunkStore(tmp_path, 100).put("a", TRUNK)


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


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not tell which files are open")
def test_a_full_disk_is_told_as_one_where_open_files_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refusing(path: Path, *, missing_ok: bool = False) -> None:
        if str(path) in {os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()}:
            raise PermissionError(errno.EACCES, "as on Windows")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    monkeypatch.setattr(os, "fdopen", full_after(0))
    with pytest.raises(OSError, match="No space left"):
        TrunkStore(tmp_path, 1 << 20).put("a", TRUNK)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_to_who_writes_and_stops_no_reader(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = TrunkStore(tmp_path / "file" / "store", 1 << 20)
    with pytest.raises(NotADirectoryError):
        store.put("a", TRUNK)
    assert store.get("a") is None
    store.limit(1 << 19)
    store.follow(1 << 18)
    assert store.capacity == 1 << 20
