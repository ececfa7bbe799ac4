"""Which files of a model repository image segmentation needs."""

import re
from collections.abc import Set

from huggingface_hub import HfApi, hf_hub_url
from huggingface_hub.constants import HF_HUB_DOWNLOAD_TIMEOUT
from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # passed on from httpx
from huggingface_hub.hf_api import RepoSibling

from sam3_studio import __version__
from sam3_studio.core.errors import DownloadError
from sam3_studio.core.remote_file import RemoteFile
from sam3_studio.hub.errand import Errand
from sam3_studio.hub.storage import INDEX_NAME, ORIGINAL_NAME, SHARD, WEIGHTS_NAME

SMALL_FILES = frozenset(
    {
        *("LICENSE", "config.json", "processor_config.json", "preprocessor_config.json"),
        *("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.json", "merges.txt"),
    }
)
"""What the model, the processor and the tokenizer read beside the weights. They name their files themselves: a download
must not wait for torch to be loaded."""
_COMMIT = re.compile(r"[0-9a-f]{40}")
_DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def list_files(errand: Errand, *, original_weights: bool) -> tuple[str, list[RemoteFile]]:
    """Ask the hub for the commit that the revision stands for, and for the files to download.

    Args:
        errand: names repository, revision and hub.
        original_weights: list Meta's "sam3.pt", too.

    Raises:
        DownloadError: the answer makes no sense, or the repository has no weights that can be used.
        httpx.HTTPError: the connection or the hub failed (`huggingface_hub.errors.HTTPError` is the same class).
    """
    hub = HfApi(errand.endpoint, token=errand.token, library_name="sam3-studio", library_version=__version__)
    try:
        info = hub.model_info(
            errand.repo_id, revision=errand.revision, files_metadata=True, timeout=HF_HUB_DOWNLOAD_TIMEOUT
        )
        siblings = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    except HTTPError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DownloadError(
            "{hub} does not answer like a model hub; check HF_ENDPOINT, and whether the network wants you to "
            "log in first.",
            hub=errand.endpoint,
        ) from error
    names = wanted(siblings.keys(), errand.repo_id, original_weights=original_weights)
    commit = str(info.sha)
    return commit, [_remote_file(siblings[name], commit, errand) for name in sorted(names)]


def wanted(names: Set[str], repo_id: str, *, original_weights: bool) -> set[str]:
    """The names to download out of those listed; nothing else is ever written, whatever a repository lists.

    Raises:
        DownloadError: there are no weights among them.
    """
    chosen = {name for name in SMALL_FILES if name in names}
    if WEIGHTS_NAME in names:
        chosen.add(WEIGHTS_NAME)
    elif INDEX_NAME in names:
        chosen.update({INDEX_NAME}, filter(SHARD.fullmatch, names))
    if original_weights and ORIGINAL_NAME in names:
        chosen.add(ORIGINAL_NAME)
    if chosen <= SMALL_FILES:
        raise DownloadError(
            "{repo_id} offers no {weights}; choose a model such as facebook/sam3.",
            repo_id=repo_id,
            weights=WEIGHTS_NAME,
        )
    return chosen


def _remote_file(sibling: RepoSibling, commit: str, errand: Errand) -> RemoteFile:
    digest = str(sibling.lfs.sha256 if sibling.lfs else sibling.blob_id)
    # Commit and digest become parts of paths; size and digest decide what is trusted.
    if sibling.size is None or not _DIGEST.fullmatch(digest) or not _COMMIT.fullmatch(commit):
        raise DownloadError(
            "{hub} lists {file} without a usable digest; try again later.", hub=errand.endpoint, file=sibling.rfilename
        )
    url = hf_hub_url(errand.repo_id, sibling.rfilename, revision=commit, endpoint=errand.endpoint)
    return RemoteFile(sibling.rfilename, url, sibling.size, digest)
