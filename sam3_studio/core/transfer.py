"""One file over HTTP: goes on after an interruption, and is checked before it counts.

huggingface_hub resumes within one call only. Each call writes into a file with a random name and deletes it when it
fails (`file_download._download_to_tmp_and_move` in 2.4), so weights of several GB that break off start from nothing.
What is kept here is the prefix that has arrived; the next call asks for the rest with a Range header.
"""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from huggingface_hub import get_session, hf_raise_for_status
from huggingface_hub.constants import HF_HUB_DOWNLOAD_TIMEOUT
from huggingface_hub.errors import HfHubHTTPError, HTTPError  # type: ignore[attr-defined]  # passed on from httpx

from sam3_studio.core.errors import CancelledError, DownloadError
from sam3_studio.core.remote_file import BLOCK, RemoteFile
from sam3_studio.core.whole_file import flush_to_disk

# So many failures in a row, without a single byte between them, and it gives up.
ATTEMPTS = 5
# Seconds from a failure to the next attempt.
PAUSE = 1.0

# Statuses of a server that is overloaded or restarting (RFC 9110, 6585): worth another try.
_PASSING = frozenset({408, 429, 500, 502, 503, 504})


def fetch(
    remote: RemoteFile,
    target: Path,
    *,
    partial: Path,
    headers: Mapping[str, str],
    report: Callable[[int], None],
    cancel: threading.Event,
) -> None:
    """Download a file; `target` appears only when it is complete and its digest is right.

    Args:
        remote: what to download.
        target: where it is to be.
        partial: where it grows, on the same disk; what an earlier call left there is used.
        headers: of every request; a redirect to another host does not get "authorization".
        report: is told the bytes that are there, 0 to `remote.size`; they fall when the server starts over.
        cancel: once set, the call ends with `CancelledError` at the next block of 1 MiB.

    Raises:
        CancelledError: `cancel` was set. What has arrived stays in `partial`.
        DownloadError: the content is not what was promised. `partial` is gone.
        httpx.HTTPError: the connection or the server failed (`huggingface_hub.errors.HTTPError` names the same class).
            What has arrived stays in `partial`.
        OSError: a file cannot be written.
    """
    with partial.open("a+b") as file:
        copy = _Copy(file, remote)
        report(copy.done)
        fruitless = 0
        while copy.done < remote.size:
            _stop_if(cancel)
            before = copy.done
            error = _append(copy, headers, report, cancel)
            fruitless = fruitless + 1 if copy.done <= before else 0
            if fruitless == ATTEMPTS:
                raise error or DownloadError(
                    "The server sends no more than {done} bytes of {name}; try later.", done=copy.done, name=remote.name
                )
            if error is not None:
                cancel.wait(PAUSE)
        flush_to_disk(file)
    if not copy.is_exact:
        partial.unlink()
        raise DownloadError("{name} arrived damaged and was deleted; try again.", name=remote.name)
    partial.replace(target)


def ask_size(url: str) -> int:
    """Bytes of a file, as its server tells them without sending it; 0 where it does not.

    Raises:
        httpx.HTTPError: the connection or the server failed, as in `fetch`.
    """
    # What it would send compressed would be told compressed.
    response = get_session().head(
        url, headers={"accept-encoding": "identity"}, timeout=HF_HUB_DOWNLOAD_TIMEOUT, follow_redirects=True
    )
    hf_raise_for_status(response)
    told = response.headers.get("content-length", "")
    return int(told) if told.isdecimal() else 0


class _Copy:
    """The part of a remote file that is there, with the hash of it."""

    def __init__(self, file: BinaryIO, remote: RemoteFile) -> None:
        self._file, self.remote = file, remote
        self._reset()
        file.seek(0)
        while block := file.read(BLOCK):
            self._count(block)
        if self.done > remote.size:
            self.restart()

    def _reset(self) -> None:
        self.done = 0
        self._hash = self.remote.new_hash()

    def _count(self, block: bytes) -> None:
        self._hash.update(block)
        self.done += len(block)

    def append(self, block: bytes) -> None:
        self._file.write(block)
        self._count(block)

    def restart(self) -> None:
        self._file.truncate(0)
        self._reset()

    @property
    def is_exact(self) -> bool:
        return self.done == self.remote.size and self._hash.hexdigest() == self.remote.digest


def _append(
    copy: _Copy, headers: Mapping[str, str], report: Callable[[int], None], cancel: threading.Event
) -> HTTPError | None:
    """Ask once for what is missing. Returns an error that may pass; one that will not is raised."""
    # Compressed bytes could be neither counted nor resumed.
    asked = {**headers, "accept-encoding": "identity"}
    if copy.done:
        asked["range"] = f"bytes={copy.done}-"
    stream = get_session().stream(
        "GET", copy.remote.url, headers=asked, timeout=HF_HUB_DOWNLOAD_TIMEOUT, follow_redirects=True
    )
    try:
        with stream as response:
            if response.status_code >= 400:
                response.read()
                hf_raise_for_status(response)
            if copy.done and response.status_code != 206:
                copy.restart()
            for block in response.iter_bytes(BLOCK):
                _stop_if(cancel)
                copy.append(block)
                report(copy.done)
    except HTTPError as error:
        if not _may_pass(error):
            raise
        return error
    return None


def _may_pass(error: HTTPError) -> bool:
    return not isinstance(error, HfHubHTTPError) or error.response.status_code in _PASSING


def _stop_if(cancel: threading.Event) -> None:
    if cancel.is_set():
        raise CancelledError("The download was stopped; started again, it goes on where it was.")
