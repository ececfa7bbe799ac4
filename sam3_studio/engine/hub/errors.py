"""What went wrong between here and the hub, in words that say what to do."""

import errno

from huggingface_hub.errors import (  # type: ignore[attr-defined]
    GatedRepoError,
    HfHubHTTPError,
    HTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from sam3_studio.core.errors import DownloadError
from sam3_studio.engine.hub.errand import Errand, TokenRequiredError


def explain(error: Exception, errand: Errand) -> DownloadError:
    """The error to show for one of huggingface_hub, its HTTP library or the file system."""
    if isinstance(error, HfHubHTTPError):
        return _explain_answer(error, error.response.status_code, errand)
    if isinstance(error, OfflineModeIsEnabled):
        return DownloadError(
            "HF_HUB_OFFLINE is set, so nothing is downloaded; unset it and run the same command again."
        )
    if isinstance(error, HTTPError) and errand.done:
        return DownloadError(
            f"The connection broke off after {errand.state} ({_reason(error)}). Run the same command again; it goes "
            "on from there."
        )
    if isinstance(error, HTTPError):
        return DownloadError(f"{errand.endpoint} cannot be reached ({_reason(error)}); check the network or the proxy.")
    return _explain_system(error, errand)


def _explain_answer(error: Exception, status: int, errand: Errand) -> DownloadError:
    if isinstance(error, GatedRepoError):
        return _explain_gate(errand)
    if status == 401 and errand.has_token:
        return TokenRequiredError(
            f"{errand.endpoint} does not know this token: it is mistyped, expired or deleted. Create one with read "
            f"access at {errand.token_page}."
        )
    if isinstance(error, RepositoryNotFoundError):
        who = "from this token's owner" if errand.has_token else "from visitors without a token"
        return DownloadError(f"{errand.endpoint} has no model {errand.repo_id}, or hides it {who}; check its name.")
    if isinstance(error, RevisionNotFoundError):
        return DownloadError(f"{errand.repo_id} has no branch, tag or commit {errand.revision}; see {errand.page}.")
    if status == 403 and errand.has_token:
        return DownloadError(
            f"This token may not read {errand.repo_id}: give it that permission at {errand.token_page}, for gated "
            "models too, or create one with read access."
        )
    return DownloadError(f"{errand.endpoint} answers with status {status} for {errand.repo_id}; try again later.")


def _explain_gate(errand: Errand) -> DownloadError:
    if errand.has_token:
        return DownloadError(
            f"The owner of this token has no access to {errand.repo_id} yet. Open {errand.page} with the same account "
            "and accept the licence; where access is granted by hand, wait for the mail that says so. A fine-grained "
            f"token also needs the permission to read gated repositories ({errand.token_page})."
        )
    return TokenRequiredError(
        f"{errand.repo_id} is for those who have accepted its licence. Open {errand.page}, log in and accept it; then "
        f"create a token with read access at {errand.token_page} and give it here, or as HF_TOKEN."
    )


def _explain_system(error: Exception, errand: Errand) -> DownloadError:
    if isinstance(error, TimeoutError):
        return DownloadError(
            f"Another program is downloading {errand.repo_id} to {errand.place}; wait until it is done."
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DownloadError(
            f"The disk of {errand.place} is full after {errand.state}. Make room and run the same command again; it "
            "goes on from there."
        )
    return DownloadError(f"{errand.place} cannot be written ({error}); choose another folder or mend its permissions.")


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
