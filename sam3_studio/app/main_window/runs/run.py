"""What a run over many pictures is, as the window drives it one picture at a time."""

from collections.abc import Collection, Mapping
from typing import Protocol

from sam3_studio.app.inference.background import InBackground
from sam3_studio.app.inference.messages import ModelInfo, Reply
from sam3_studio.dataset.run_progress import RunProgress


class Run(Protocol):
    """Something that is done with many pictures. Methods that write raise DatasetError when that fails."""

    finds: bool
    """Whether it finds objects."""

    @property
    def title(self) -> str:
        """What is done."""
        ...

    @property
    def progress(self) -> RunProgress:
        """How far it is."""
        ...

    @property
    def is_planning(self) -> bool:
        """Whether it is still to be found out what is to be done; `next` gives nothing meanwhile."""
        ...

    @property
    def failures(self) -> Mapping[str, str]:
        """Why pictures failed, by name."""
        ...

    @property
    def begun(self) -> Collection[str]:
        """Pictures that a person had begun, or done, before candidates were found in them; by name."""
        ...

    def next(self) -> InBackground | None:
        """What to ask the model now; None when there is nothing left, or while planning."""
        ...

    def take(self, reply: Reply) -> str:
        """The model has answered what it was asked last; the name of the picture that more is known about, or ""."""
        ...

    def fail(self, reason: str, *, of_picture: bool) -> None:
        """It could not."""
        ...

    def retry(self, model: ModelInfo) -> None:
        """Try again what failed; this model answers, which need not be the one before."""
        ...

    def pause(self) -> None:
        """Nothing is done for a while."""
        ...

    def cancel(self) -> None:
        """Give up the rest."""
        ...

    def follow_classes(self) -> bool:
        """Classes have changed; whether that changes what is to be done."""
        ...

    def follow_names(self, names: Mapping[str, str]) -> bool:
        """Pictures have other names now, by those that they had; whether that changes what is to be done."""
        ...

    def follow_pictures(self, *, others: bool) -> bool:
        """The folder has been looked through; whether that changes what is to be done.

        Args:
            others: whether there are more pictures than before, or others.
        """
        ...

    def follow_model(self, model: ModelInfo) -> bool:
        """This model answers from here on; whether that changes what is to be done."""
        ...

    def warnings(self) -> list[str]:
        """What a person should know, each told once."""
        ...
