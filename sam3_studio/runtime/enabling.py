"""Everything from a list to an active runtime, and back."""

import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from sam3_studio.core.errors import GpuError
from sam3_studio.core.folders import free_space
from sam3_studio.core.progress import Progress
from sam3_studio.core.sentence import readable
from sam3_studio.runtime.installer import find_uv, install
from sam3_studio.runtime.lock import Lock
from sam3_studio.runtime.measuring import measured, measured_in
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import Record, write_record
from sam3_studio.runtime.start import is_damaged
from sam3_studio.runtime.trial import Trial, try_out
from sam3_studio.runtime.wheels import check, download, remaining

Try = Callable[[Path, threading.Event], Trial]

_LARGE = 1_000_000  # bytes; libraries, of which a runtime has some sixty
_SPARE = 100_000_000  # bytes; a disk that is filled to its last one is of no use
_RUNTIME, _UNFINISHED, _CACHE = "torch-", "unfinished-", "scratch-"


class Stage(StrEnum):
    """What is being done."""

    DOWNLOADING = "downloading"
    CHECKING = "checking"
    INSTALLING = "installing"
    TRYING = "trying"


class Enabling:
    """Makes a runtime from a list, and has it used from the next start on. Nothing counts before it was tried.

    Args:
        places: where to.
        lock: the list.
        brought: a folder with the wheels, for machines without a network; None to download them.
        trial: tries a runtime.
    """

    def __init__(self, places: Places, lock: Lock, brought: Path | None = None, trial: Try = try_out) -> None:
        self._places, self._lock, self._brought, self._trial = places, lock, brought, trial

    def run(self, announce: Callable[[Stage], None], progress: Progress, cancel: threading.Event) -> Record:
        """Do it; whatever was done when it stops, it is not done again by the next call.

        Args:
            announce: is told what is being done.
            progress: is told how far the download or the check of a folder is, in bytes.
            cancel: once set, it ends.

        Raises:
            CancelledError: `cancel` was set.
            GpuError: it failed; the text says why, and what was active before still is.
            DownloadError: a wheel is not what the list says.
        """
        folder = self._places.root / self._lock.folder
        with _changing(self._places):
            _clear(self._places)
            if is_damaged(self._places):
                _remove(folder)
            if not folder.is_dir():
                self._make(folder, announce, progress, cancel)
            announce(Stage.TRYING)
            trial = self._trial(folder, cancel)
            return self._activate(folder, trial)

    def _make(
        self, folder: Path, announce: Callable[[Stage], None], progress: Progress, cancel: threading.Event
    ) -> None:
        """From wheels to a complete folder."""
        find_uv()  # better missed now than after an hour
        wheels = self._brought or self._places.wheels
        if self._brought is None:
            announce(Stage.DOWNLOADING)
            lock = measured(self._lock, wheels)
            self._check_space(lock, remaining(lock, wheels))
            download(lock, wheels, progress, cancel)
        else:
            announce(Stage.CHECKING)
            lock = measured_in(self._lock, wheels)
            self._check_space(lock, 0)
            check(lock, wheels, progress, cancel)
        announce(Stage.INSTALLING)
        word = secrets.token_hex(4)
        unfinished, scratch = (self._places.root / f"{kind}{word}" for kind in (_UNFINISHED, _CACHE))
        try:
            install(lock, wheels, unfinished, scratch, cancel)
            _sync()
            unfinished.replace(folder)
        except OSError as error:
            raise _cannot_write(self._places.root, error) from error
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            shutil.rmtree(unfinished, ignore_errors=True)

    def _activate(self, folder: Path, trial: Trial) -> Record:
        """From now on it counts, what was there before is gone, and so are the wheels."""
        lock = self._lock
        try:
            record = Record(folder.name, lock.digest, trial.torch, lock.cuda_name, trial.device, _large_files(folder))
            write_record(self._places.record, record)
        except OSError as error:
            raise _cannot_write(self._places.record, error) from error
        for other in self._places.root.glob(f"{_RUNTIME}*"):
            if other.name != folder.name:
                _remove(other)
        _remove(self._places.wheels)
        return record

    def _check_space(self, lock: Lock, fetched: int) -> None:
        """Better said now than after an hour."""
        root, wheels = self._places.root, self._places.wheels
        needs = {root: lock.disk + _SPARE, wheels: fetched + _SPARE if fetched else 0}
        if _existing(root).stat().st_dev == _existing(wheels).stat().st_dev:
            needs = {root: sum(needs.values())}
        for place, needed in needs.items():
            free = free_space(place)
            if free < needed:
                raise GpuError(
                    "PyTorch for the graphics card needs about {needed} at {place}, where {free} are free; make room.",
                    needed=readable(needed),
                    place=place,
                    free=readable(free),
                )


def remove(places: Places) -> bool:
    """Remove what was installed and what was downloaded, and nothing else; the next start computes without it.

    Returns:
        Whether there was any of it.

    Raises:
        GpuError: something cannot be removed; nothing is active any more all the same.
    """
    if not places.root.exists() and not places.wheels.exists():
        return False
    with _changing(places):
        try:
            places.record.unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_write(places.record, error) from error
        _clear(places)
        for folder in places.root.glob(f"{_RUNTIME}*"):
            _remove(folder)
        _remove(places.wheels)
        left = [*places.root.glob(f"{_RUNTIME}*")]
    if left:
        raise GpuError(
            "{folder} is not used any more, but cannot be removed yet; close the program's windows and try again.",
            folder=left[0],
        )
    places.guard.unlink(missing_ok=True)
    if not any(places.root.iterdir()):
        places.root.rmdir()
    return True


@contextmanager
def _changing(places: Places) -> Iterator[None]:
    """While one process changes something here, no other does."""
    lock = FileLock(places.guard, timeout=0)
    try:
        places.root.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise GpuError("Another window or command is doing this already; wait until it is done.") from None
    except OSError as error:
        raise _cannot_write(places.root, error) from error
    try:
        yield
    finally:
        lock.release()


def _clear(places: Places) -> None:
    """Remove what killed processes left."""
    for kind in (_UNFINISHED, _CACHE):
        for folder in places.root.glob(f"{kind}*"):
            _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a folder as far as that is possible; of a link the link alone."""
    if folder.is_symlink():
        folder.unlink(missing_ok=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _large_files(folder: Path) -> dict[str, int]:
    files = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    large = {path.relative_to(folder).as_posix(): size for path, size in files.items() if size > _LARGE}
    return {"torch/__init__.py": (folder / "torch" / "__init__.py").stat().st_size, **large}


def _existing(path: Path) -> Path:
    return next(parent for parent in (path, *path.parents) if parent.exists())


def _sync() -> None:
    if hasattr(os, "sync"):  # which Windows lacks; it writes files to disk within seconds
        os.sync()


def _cannot_write(path: Path, error: OSError) -> GpuError:
    reason = error.strerror or error
    return GpuError("{path} cannot be written ({reason}); make room or mend it.", path=path, reason=reason)
