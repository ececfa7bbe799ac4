"""The sizes that a list leaves out: nobody is told what will be downloaded before it is known how much that is."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from sam3_studio.core.errors import GpuError
from sam3_studio.core.remote_file import RemoteFile, is_copy
from sam3_studio.runtime.lock import Lock


def measured(lock: Lock, wheels: Path) -> Lock:
    """A list with the size of every wheel; the server is asked for those that it leaves out.

    Args:
        lock: the list.
        wheels: where downloads arrive; what has arrived whole needs no server, where that is away.

    Raises:
        GpuError: the server cannot be reached, or does not tell.
    """
    return _with_sizes(lock, lambda file: _asked(file, wheels / file.name))


def measured_in(lock: Lock, folder: Path) -> Lock:
    """A list with the sizes of the wheels in a folder that somebody brought; of those that it lacks, none."""
    return _with_sizes(lock, lambda file: _size(folder / file.name))


def _with_sizes(lock: Lock, size: Callable[[RemoteFile], int]) -> Lock:
    if lock.is_measured:
        return lock
    wheels = (
        wheel if wheel.file.size else replace(wheel, file=replace(wheel.file, size=size(wheel.file)))
        for wheel in lock.wheels
    )
    return replace(lock, wheels=tuple(wheels))


def _asked(file: RemoteFile, arrived: Path) -> int:
    from huggingface_hub.errors import HTTPError, OfflineModeIsEnabled  # type: ignore[attr-defined]  # noqa: PLC0415 - takes half a second

    from sam3_studio.core.transfer import ask_size  # noqa: PLC0415 - as above

    try:
        size = ask_size(file.url)
    except (HTTPError, OfflineModeIsEnabled) as error:
        there = _size(arrived)
        with suppress(OSError):
            if is_copy(arrived, replace(file, size=there)):
                return there
        raise _unknown(file, error) from error
    if not size:
        raise GpuError(
            "{host} does not tell how large {name} is, so it is not downloaded; try again later, or install it from "
            "a folder.",
            host=urlsplit(file.url).hostname,
            name=file.name,
        )
    return size


def _unknown(file: RemoteFile, error: Exception) -> GpuError:
    from huggingface_hub.errors import OfflineModeIsEnabled  # noqa: PLC0415 - it is there already

    if isinstance(error, OfflineModeIsEnabled):
        return GpuError("HF_HUB_OFFLINE is set, so nothing is downloaded; unset it and try again.")
    return GpuError(
        "{host} does not answer how large {name} is ({reason}); check the network and try again, or install it from a "
        "folder.",
        host=urlsplit(file.url).hostname,
        name=file.name,
        reason=(str(error) or type(error).__name__).splitlines()[0],
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
