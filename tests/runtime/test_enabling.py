"""From wheels to an active runtime, with everything that may go wrong between; and back."""

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock
from loopback_hub import LoopbackHub
from stand_in_wheels import TORCH, Shelf

from sam3_studio.core.errors import CancelledError, DownloadError, GpuError
from sam3_studio.runtime import enabling
from sam3_studio.runtime.enabling import Enabling, Stage, remove
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record, read_record
from sam3_studio.runtime.start import look
from sam3_studio.runtime.trial import Trial

pytestmark = pytest.mark.slow

Enable = Callable[..., Record]


def refuse(_: Path, __: threading.Event) -> Trial:
    raise GpuError("The graphics card cannot be used: it is on fire")


def test_what_worked_is_active_and_its_wheels_are_gone(enable: Enable, places: Places) -> None:
    record = enable()
    standing = look(places)
    assert standing.record == record
    assert standing.folder == places.root / record.folder
    assert (standing.folder / "torch" / "__init__.py").is_file()
    assert (record.device, record.torch) == ("a card", "9.0")
    assert not places.wheels.exists()
    assert sorted(path.name for path in places.root.iterdir()) == ["active.json", "changing.lock", record.folder]


def test_wheels_of_a_folder_are_installed_without_a_network(
    enable: Enable, places: Places, shelf: Shelf, server: LoopbackHub
) -> None:
    enable(shelf.folder)
    assert look(places).folder is not None
    assert server.requests == []
    assert sorted(path.name for path in shelf.folder.iterdir()) == sorted(shelf.contents)


def test_what_fails_when_tried_is_not_active_and_says_why(enable: Enable, places: Places) -> None:
    with pytest.raises(GpuError, match="it is on fire"):
        enable(trial=refuse)
    assert look(places).record is None


def test_what_failed_when_tried_is_neither_fetched_nor_installed_again(
    enable: Enable, places: Places, server: LoopbackHub
) -> None:
    with pytest.raises(GpuError):
        enable(trial=refuse)
    server.requests.clear()
    enable()
    assert server.requests == []
    assert look(places).folder is not None


def test_a_failure_leaves_what_was_active_before(enable: Enable, places: Places) -> None:
    before = enable()
    with pytest.raises(GpuError):
        enable(trial=refuse)
    assert look(places).record == before


def test_a_broken_wheel_is_refused_and_nothing_is_installed(
    enable: Enable, places: Places, shelf: Shelf, server: LoopbackHub
) -> None:
    server.files[TORCH] = b"x" * len(shelf.contents[TORCH])
    with pytest.raises(DownloadError, match="arrived damaged"):
        enable()
    assert [path.name for path in places.root.iterdir()] == ["changing.lock"]


def test_a_wheel_that_changes_after_the_check_is_refused_by_the_installer(
    enable: Enable, places: Places, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enabling, "check", lambda *_: None)
    (shelf.folder / TORCH).write_bytes(shelf.contents[TORCH].replace(b"card", b"cart"))
    with pytest.raises(GpuError, match="cannot be installed"):
        enable(shelf.folder)
    assert [path.name for path in places.root.iterdir()] == ["changing.lock"]


def test_too_little_room_is_told_before_anything_is_fetched(
    enable: Enable, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enabling, "free_space", lambda _: 5_000_000)
    with pytest.raises(GpuError, match=r"needs about \d+ MB at .*, where 5 MB are free"):
        enable()
    assert server.requests == []


def test_a_list_without_sizes_works_as_well_and_is_not_fetched_before_room_was_looked_for(
    enable: Enable, places: Places, shelf: Shelf, server: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.forget_sizes()
    with monkeypatch.context() as little:
        little.setattr(enabling, "free_space", lambda _: 5_000_000)
        with pytest.raises(GpuError, match=r"needs about 209 MB at .*, where 5 MB are free"):
            enable()
    assert server.file_requests == []
    enable()
    assert look(places).folder is not None


def test_a_folder_that_was_brought_needs_no_server_for_sizes_either(
    enable: Enable, places: Places, shelf: Shelf, server: LoopbackHub
) -> None:
    shelf.forget_sizes()
    enable(shelf.folder)
    assert server.requests == []
    assert look(places).folder is not None


def test_two_at_once_are_not_allowed(enable: Enable, places: Places) -> None:
    places.root.mkdir(parents=True)
    with FileLock(places.guard), pytest.raises(GpuError, match="doing this already"):
        enable()


@pytest.mark.usefixtures("uv")
def test_stages_are_told_in_order(places: Places, shelf: Shelf) -> None:
    told: list[Stage] = []
    work = Enabling(places, shelf.lock, None, lambda *_: Trial("a card", "9.0"))
    work.run(told.append, lambda *_: None, threading.Event())
    assert told == [Stage.DOWNLOADING, Stage.INSTALLING, Stage.TRYING]


@pytest.mark.usefixtures("uv")
def test_stopped_while_installing_leaves_the_wheels_alone(places: Places, shelf: Shelf) -> None:
    cancel = threading.Event()

    def stop(stage: Stage) -> None:
        if stage is Stage.INSTALLING:
            cancel.set()

    with suppress(CancelledError, GpuError):  # the installer may be faster than the look at whether to stop
        Enabling(places, shelf.lock, None, refuse).run(stop, lambda *_: None, cancel)
    assert not [path for path in places.root.iterdir() if path.name.startswith(("unfinished", "scratch"))]
    assert look(places).record is None
    assert len(list(places.wheels.iterdir())) == 2


KILLED = """
import os, signal, sys, threading
from pathlib import Path
from sam3_studio.runtime.enabling import Enabling, Stage
from sam3_studio.runtime.lock import read_lock
from sam3_studio.runtime.places import Places
def say(stage):
    if stage.name == sys.argv[3]:
        threading.Timer(float(sys.argv[4]), os.killpg, (os.getpgid(0), signal.SIGKILL)).start()
def trial(*_):
    threading.Event().wait(60)
work = Enabling(Places.of_user(), read_lock(Path(sys.argv[1])), Path(sys.argv[2]), trial)
work.run(say, lambda *_: None, threading.Event())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("stage", "delay"), [("CHECKING", 0), ("INSTALLING", 0.02), ("INSTALLING", 0.1), ("TRYING", 0)]
)
def test_killed_at_any_moment_nothing_half_made_is_active_and_the_next_call_ends_it(
    enable: Enable, places: Places, shelf: Shelf, stage: str, delay: float
) -> None:
    command = [sys.executable, "-c", KILLED, shelf.list, shelf.folder, stage, str(delay)]
    assert subprocess.run(command, check=False, capture_output=True, start_new_session=True).returncode == -9
    assert look(places).record is None
    record = enable(shelf.folder)
    assert sorted(path.name for path in places.root.iterdir()) == ["active.json", "changing.lock", record.folder]
    assert look(places).folder is not None


def test_a_damaged_runtime_is_made_anew(enable: Enable, places: Places, shelf: Shelf) -> None:
    library = places.root / enable().folder / "stand_in_cuda" / "lib" / "libcudart.so.13"
    library.write_bytes(b"cut")
    assert "libcudart.so.13 is missing or damaged" in look(places).reason
    enable(shelf.folder)
    assert look(places).folder is not None
    assert library.stat().st_size > 1_000_000


def test_remove_removes_what_is_its_own_and_nothing_else(enable: Enable, places: Places) -> None:
    enable()
    other = places.root.parent / "my project.sam3"
    other.write_text("labels")
    remove(places)
    assert not places.root.exists()
    assert not places.wheels.exists()
    assert other.read_text() == "labels"


def test_what_a_person_put_beside_it_stays(enable: Enable, places: Places) -> None:
    enable()
    (places.root / "notes.txt").write_text("mine")
    remove(places)
    assert [path.name for path in places.root.iterdir()] == ["notes.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few accounts make links")
def test_remove_follows_no_link(places: Places, tmp_path: Path) -> None:
    places.root.mkdir(parents=True)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"")
    (places.root / "torch-mine").symlink_to(tmp_path / "photos")
    remove(places)
    assert (tmp_path / "photos" / "a.jpg").exists()
    assert not places.root.exists()


def test_removing_what_is_not_there_makes_nothing(places: Places) -> None:
    remove(places)
    assert not places.root.exists()


def test_the_record_says_what_was_tried(enable: Enable, places: Places, shelf: Shelf) -> None:
    enable()
    record = read_record(places.record)
    assert record is not None
    assert (record.lock, record.cuda) == (shelf.lock.digest, "13.0")
    assert "stand_in_cuda/lib/libcudart.so.13" in record.files
