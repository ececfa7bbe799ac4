"""What is asked of the hub, and the error that asks back."""

from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.errors import DownloadError
from sam3_studio.core.progress import Progress
from sam3_studio.core.sentence import Sentence, readable


class TokenRequiredError(DownloadError):
    """The hub wants a token, or another one; ask for it and call again."""


@dataclass(slots=True)
class Errand:
    """What was asked of the hub, and how far it got.

    Attributes:
        repo_id: such as "facebook/sam3".
        revision: branch, tag or commit.
        endpoint: address of the hub, without a slash at the end.
        token: what the user gave, None for what the user's settings hold.
        place: where the files go.
        progress: is told how far it is.
        has_token: whether a token is sent.
        done: bytes that are there.
        total: bytes of all files, 0 before the hub has listed them.
    """

    repo_id: str
    revision: str
    endpoint: str
    token: str | None
    place: Path
    progress: Progress | None = None
    has_token: bool = False
    done: int = 0
    total: int = 0

    @property
    def page(self) -> str:
        """Where a person reads about the model and accepts its licence."""
        return f"{self.endpoint}/{self.repo_id}"

    @property
    def token_page(self) -> str:
        """Where a person makes a token."""
        return f"{self.endpoint}/settings/tokens"

    @property
    def state(self) -> str:
        """Such as "1.2 GB of 3.4 GB"."""
        return Sentence("{done} of {total}", done=readable(self.done), total=readable(self.total))

    def note(self, before: int, there: int = 0) -> None:
        """Remember and tell the bytes that are there: those of earlier files, and of the present one."""
        self.done = before + there
        if self.progress is not None:
            self.progress(self.done, self.total)
