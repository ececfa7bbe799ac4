"""One download from the hub, from asking what there is to the last file in its place."""

import functools
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # passed on from httpx
from huggingface_hub.utils import WeakFileLock, build_hf_headers  # type: ignore[attr-defined]  # passed on by it

from sam3_studio import __version__
from sam3_studio.core.errors import CancelledError, DownloadError
from sam3_studio.core.folders import free_space
from sam3_studio.core.remote_file import RemoteFile
from sam3_studio.core.sentence import Sentence, readable
from sam3_studio.core.transfer import fetch
from sam3_studio.hub.errand import Errand
from sam3_studio.hub.errors import explain
from sam3_studio.hub.listing import list_files
from sam3_studio.hub.storage import CacheStorage, FolderStorage

_MAKE_ROOM = Sentence("make room or choose another folder")
_MAKE_ROOM_IN_CACHE = Sentence("make room, or set the environment variable HF_HOME to a folder on another disk")


def run(
    errand: Errand,
    *,
    in_folder: bool,
    original_weights: bool,
    cancel: threading.Event,
) -> Path:
    """Download what `errand` asks for; see `hub.download`.

    Args:
        errand: what to download and to where; takes note of how far it gets.
        in_folder: whether `errand.place` is to hold nothing but the files; otherwise it is part of the cache.
        original_weights: whether to fetch Meta's "sam3.pt", too.
        cancel: ends the call once set.

    Raises:
        CancelledError: `cancel` was set, or Control-C pressed.
        DownloadError: anything went wrong.
    """
    headers = build_hf_headers(token=errand.token, library_name="sam3-studio", library_version=__version__)
    errand.has_token = "authorization" in headers
    try:
        commit, files = list_files(errand, original_weights=original_weights)
        storage = FolderStorage(errand.place) if in_folder else CacheStorage(errand.place, commit)
        with _locked(storage.lock):
            _bring(files, storage, headers, errand, cancel)
        storage.finish(errand.revision)
    except KeyboardInterrupt:
        raise CancelledError(
            "Stopped after {state}; started again, it goes on from there.", state=errand.state
        ) from None
    except (HTTPError, OSError) as error:
        raise explain(error, errand) from error
    return storage.snapshot


def _bring(
    files: list[RemoteFile],
    storage: CacheStorage | FolderStorage,
    headers: Mapping[str, str],
    errand: Errand,
    cancel: threading.Event,
) -> None:
    """Download the files that the storage lacks."""
    missing = [file for file in files if not storage.holds(file)]
    _check_space(missing, storage, errand)
    errand.total = sum(file.size for file in files)
    done = errand.total - sum(file.size for file in missing)
    errand.note(done)
    for file in files:
        if file in missing:
            target = storage.target(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            report = functools.partial(errand.note, done)
            fetch(file, target, partial=storage.partial(file), headers=headers, report=report, cancel=cancel)
            done += file.size
        storage.publish(file)


def _check_space(
    missing: list[RemoteFile],
    storage: CacheStorage | FolderStorage,
    errand: Errand,
) -> None:
    """Better said now than after an hour."""
    there = sum(partial.stat().st_size for partial in map(storage.partial, missing) if partial.exists())
    needed = sum(file.size for file in missing) - there
    free = free_space(storage.snapshot)
    if free < needed:
        raise DownloadError(
            "{model} needs {needed} at {place}, where {free} are free; {remedy}.",
            remedy=_MAKE_ROOM_IN_CACHE if isinstance(storage, CacheStorage) else _MAKE_ROOM,
            model=errand.repo_id,
            needed=readable(needed),
            place=errand.place,
            free=readable(free),
        )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Raises TimeoutError while another process holds the lock: two would mix up one unfinished file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with WeakFileLock(path, timeout=0.1):
        yield
