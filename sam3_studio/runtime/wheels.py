"""The wheels of a list: downloaded, or found in a folder that somebody brought."""

import functools
import threading
from pathlib import Path

from sam3_studio.core.errors import CancelledError, GpuError
from sam3_studio.core.progress import Progress
from sam3_studio.core.remote_file import RemoteFile, is_copy
from sam3_studio.core.sentence import readable
from sam3_studio.runtime.lock import Lock

_PARTIAL = ".part"


def remaining(lock: Lock, folder: Path) -> int:
    """Bytes of a list that are still to be downloaded to a folder."""
    return sum(wheel.file.size - _there(folder, wheel.file) for wheel in lock.wheels)


def download(lock: Lock, folder: Path, progress: Progress, cancel: threading.Event) -> None:
    """Bring the wheels of a list into a folder; what is there already is not fetched again.

    Raises:
        CancelledError: `cancel` was set; what has arrived stays, and the next call goes on from there.
        GpuError: the network or the disk failed, and how far it got; what has arrived stays, too.
        DownloadError: a wheel is not what the list says; it is gone.
    """
    from huggingface_hub.errors import HTTPError, OfflineModeIsEnabled  # type: ignore[attr-defined]  # noqa: PLC0415 - takes half a second

    from sam3_studio.core.transfer import fetch  # noqa: PLC0415 - as above

    done = 0

    def report(before: int, there: int) -> None:
        nonlocal done
        done = before + there
        progress(done, lock.size)

    before = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for wheel in lock.wheels:
            target = folder / wheel.file.name
            # Only what was checked gets its final name; it may have lain there for months since.
            if not is_copy(target, wheel.file):
                target.unlink(missing_ok=True)
                tell = functools.partial(report, before)
                fetch(wheel.file, target, partial=_partial(target), headers={}, report=tell, cancel=cancel)
            before += wheel.file.size
            report(before, 0)
    except OfflineModeIsEnabled as error:
        raise GpuError("HF_HUB_OFFLINE is set, so nothing is downloaded; unset it and try again.") from error
    except HTTPError as error:
        raise GpuError(
            "The download broke off after {done} of {total} ({reason}). Try again; it goes on from there.",
            done=readable(done),
            total=readable(lock.size),
            reason=str(error) or type(error).__name__,
        ) from error
    except OSError as error:
        raise GpuError(
            "{folder} cannot be written after {done} of {total} ({reason}). Make room or mend it and try again; it "
            "goes on from there.",
            folder=folder,
            done=readable(done),
            total=readable(lock.size),
            reason=error.strerror or error,
        ) from error


def check(lock: Lock, folder: Path, progress: Progress, cancel: threading.Event) -> None:
    """Check that a folder that somebody brought holds every wheel of a list, whole and unchanged.

    Raises:
        CancelledError: `cancel` was set.
        GpuError: wheels are missing, or one is damaged.
    """
    missing = [wheel.file.name for wheel in lock.wheels if not (folder / wheel.file.name).is_file()]
    if missing:
        raise GpuError(
            "{folder} lacks {count} of {total} files, such as {name}; copy all of them there.",
            folder=folder,
            count=len(missing),
            total=len(lock.wheels),
            name=missing[0],
        )
    done = 0
    for wheel in lock.wheels:
        if cancel.is_set():
            raise CancelledError("The installation was stopped.")
        path = folder / wheel.file.name
        try:
            whole = is_copy(path, wheel.file)
        except OSError as error:
            raise GpuError("{path} cannot be read ({reason}).", path=path, reason=error.strerror or error) from error
        if not whole:
            raise GpuError("{path} is damaged or not the file it should be; fetch it again.", path=path)
        done += wheel.file.size
        progress(done, lock.size)


def _there(folder: Path, file: RemoteFile) -> int:
    """Bytes of a file that have arrived."""
    target = folder / file.name
    if target.is_file():
        return file.size
    try:
        return min(file.size, _partial(target).stat().st_size)
    except OSError:
        return 0


def _partial(target: Path) -> Path:
    return target.with_name(f"{target.name}{_PARTIAL}")
