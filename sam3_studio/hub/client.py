"""Model repositories of the Hugging Face Hub: download what image segmentation needs, find what is there already."""

import os
import re
import threading
from pathlib import Path

from sam3_studio.core.errors import DownloadError
from sam3_studio.core.progress import Progress
from sam3_studio.hub.errand import Errand, TokenRequiredError
from sam3_studio.hub.storage import cached_repository

DEFAULT_REPOSITORY = "facebook/sam3"

_NAME = r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?"
_REPOSITORY = re.compile(rf"({_NAME}/)?{_NAME}")
_REVISION = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def download(
    repo_id: str = DEFAULT_REPOSITORY,
    *,
    revision: str = "main",
    folder: Path | None = None,
    token: str | None = None,
    endpoint: str | None = None,
    original_weights: bool = False,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Path:
    """Download what image segmentation needs of a model, and return the folder with the files.

    What is there already is not downloaded again, and after an interruption of any kind the same call goes on where
    the last one stopped. Every file is checked against the digest that the hub lists for it.

    Args:
        repo_id: owner and name on the hub.
        revision: branch, tag or commit.
        folder: where to put the files (default: the cache that Hugging Face programs share).
        token: of a person who may read the model (default: HF_TOKEN, or what `hf auth login` saved).
        endpoint: address of the hub (default: HF_ENDPOINT, or the public hub).
        original_weights: fetch Meta's "sam3.pt", too.
        progress: is told the bytes that are there and the bytes of all files, at least once per MiB; the first fall
            when a file has to start over.
        cancel: once set, the call ends with `CancelledError` within a block of 1 MiB.

    Raises:
        TokenRequiredError: the hub asks for a token, or does not know the one it got.
        DownloadError: anything else went wrong; the text says what to do.
        CancelledError: `cancel` was set, or Control-C pressed.
    """
    from sam3_studio.hub.delivery import run  # noqa: PLC0415 - the hub's client takes half a second to load

    errand = Errand(
        _checked_name(repo_id),
        _checked_revision(revision, repo_id),
        _address(endpoint),
        _checked_token(token),
        place=folder or cached_repository(repo_id),
        progress=progress,
    )
    return run(
        errand,
        in_folder=folder is not None,
        original_weights=original_weights,
        cancel=cancel or threading.Event(),
    )


def _checked_token(token: str | None) -> str | None:
    """A token as it goes into a header: without what a clipboard adds around it, None when nothing is left.

    Raises:
        TokenRequiredError: it holds characters that no token has.
    """
    token = (token or "").strip()
    if not re.fullmatch(r"[!-~]*", token):
        raise TokenRequiredError("This is no token: tokens are one word such as hf_AbCd1234; copy it again.")
    return token or None


def _checked_name(text: str) -> str:
    """By the hub's own rules (`huggingface_hub.utils.validate_repo_id`); the name becomes part of a path."""
    if not _REPOSITORY.fullmatch(text) or "--" in text or ".." in text:
        raise DownloadError(
            "{text!r} is no model's name on the hub; such names look like {example}.",
            text=text,
            example=DEFAULT_REPOSITORY,
        )
    return text


def _checked_revision(text: str, repo_id: str) -> str:
    """A revision becomes part of a path, too."""
    if not _REVISION.fullmatch(text) or ".." in text:
        raise DownloadError("{text!r} cannot be a branch, tag or commit of {repo_id}.", text=text, repo_id=repo_id)
    return text


def _address(endpoint: str | None) -> str:
    """Of the hub, without a slash at the end."""
    from huggingface_hub.constants import ENDPOINT  # noqa: PLC0415 - as above

    return (endpoint or os.environ.get("HF_ENDPOINT") or ENDPOINT).rstrip("/")
