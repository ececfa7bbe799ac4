"""What went wrong between here and the hub, in words that say what to do."""

import errno

from huggingface_hub.errors import (  # type: ignore[attr-defined]  # `HTTPError` is passed on from httpx
    GatedRepoError,
    HfHubHTTPError,
    HTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from sam3_studio.core.errors import DownloadError
from sam3_studio.core.sentence import Sentence
from sam3_studio.hub.errand import Errand, TokenRequiredError


def explain(error: Exception, errand: Errand) -> DownloadError:
    """The error to show for one of huggingface_hub, its HTTP library or the file system."""
    if isinstance(error, HfHubHTTPError):
        return _explain_answer(error, error.response.status_code, errand)
    if isinstance(error, OfflineModeIsEnabled):
        return DownloadError("HF_HUB_OFFLINE is set, so nothing is downloaded; unset it and try again.")
    if isinstance(error, HTTPError) and errand.done:
        return DownloadError(
            "The connection broke off after {state} ({reason}). Try again; it goes on from there.",
            state=errand.state,
            reason=_reason(error),
        )
    if isinstance(error, HTTPError):
        return DownloadError(
            "{hub} cannot be reached ({reason}); check the network or the proxy.",
            hub=errand.endpoint,
            reason=_reason(error),
        )
    return _explain_system(error, errand)


def _explain_answer(error: Exception, status: int, errand: Errand) -> DownloadError:
    if isinstance(error, GatedRepoError):
        return _explain_gate(errand)
    if status == 401 and errand.has_token:
        return TokenRequiredError(
            "{hub} does not know this token: it is mistyped, expired or deleted. Create one with read access "
            "at {token_page}.",
            hub=errand.endpoint,
            token_page=errand.token_page,
        )
    if isinstance(error, RepositoryNotFoundError):
        who = Sentence("from this token's owner") if errand.has_token else Sentence("from visitors without a token")
        return DownloadError(
            "{hub} has no model {model}, or hides it {who}; check its name.",
            hub=errand.endpoint,
            model=errand.repo_id,
            who=who,
        )
    if isinstance(error, RevisionNotFoundError):
        return DownloadError(
            "{model} has no branch, tag or commit {revision}; see {page}.",
            model=errand.repo_id,
            revision=errand.revision,
            page=errand.page,
        )
    if status == 403 and errand.has_token:
        return DownloadError(
            "This token may not read {model}: give it that permission at {token_page}, for gated models too, "
            "or create one with read access.",
            model=errand.repo_id,
            token_page=errand.token_page,
        )
    return DownloadError(
        "{hub} answers with status {status} for {model}; try again later.",
        hub=errand.endpoint,
        status=status,
        model=errand.repo_id,
    )


def _explain_gate(errand: Errand) -> DownloadError:
    if errand.has_token:
        return DownloadError(
            "The owner of this token has no access to {model} yet. Open {page} with the same account and "
            "accept the licence; where access is granted by hand, wait for the mail that says so. A "
            "fine-grained token also needs the permission to read gated repositories ({token_page}).",
            model=errand.repo_id,
            page=errand.page,
            token_page=errand.token_page,
        )
    return TokenRequiredError(
        "{model} is for those who have accepted its licence. Open {page}, log in and accept it; then "
        "create a token with read access at {token_page} and give it here, or as HF_TOKEN.",
        model=errand.repo_id,
        page=errand.page,
        token_page=errand.token_page,
    )


def _explain_system(error: Exception, errand: Errand) -> DownloadError:
    if isinstance(error, TimeoutError):
        return DownloadError(
            "Another program is downloading {model} to {place}; wait until it is done.",
            model=errand.repo_id,
            place=errand.place,
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DownloadError(
            "The disk of {place} is full after {state}. Make room and try again; it goes on from there.",
            place=errand.place,
            state=errand.state,
        )
    return DownloadError(
        "{place} cannot be written ({reason}); choose another folder or change its permissions.",
        place=errand.place,
        reason=error,
    )


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
