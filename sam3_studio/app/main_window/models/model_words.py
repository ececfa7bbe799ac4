"""How the model is, in words."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from sam3_studio.app.inference.messages import ModelChoice, ModelInfo
from sam3_studio.app.panels.start.values import ModelCard, ModelState
from sam3_studio.core.folders import is_there, typed_path
from sam3_studio.core.resources import embedded_model


@dataclass(frozen=True, slots=True)
class ModelNow:
    """What is known of the model.

    Attributes:
        used: whether it is switched on.
        choice: which one is being loaded, or else is at work, or else failed last; None where none is.
        loading: whether one is being loaded, or is about to be.
        info: about the one at work; None without.
        problem: why the last one could not be loaded, a sentence; empty where it could.
    """

    used: bool
    choice: ModelChoice | None
    loading: bool
    info: ModelInfo | None
    problem: str


class ModelWords(QObject):
    """Tells a person about models."""

    def name(self, choice: ModelChoice) -> str:
        """What a person calls a model: the embedded one, a repository by its name, a file by its own."""
        if is_embedded(choice):
            return self.tr("Embedded model")
        source = str(choice.source)
        return Path(source).name if is_there(typed_path(source)) else source

    def description(self, choice: ModelChoice, info: ModelInfo) -> str:
        """A model, where it computes, and why."""
        text = self.tr("{name}, at {resolution} px on {device} in {precision} ({reason})")
        return text.format(
            name=self.name(choice),
            resolution=info.resolution,
            device=info.device,
            precision=info.dtype,
            reason=info.reason,
        )

    def card(self, now: ModelNow) -> ModelCard:
        """What the start page tells."""
        name = "" if now.choice is None else self.name(now.choice)
        embedded = now.choice is None or is_embedded(now.choice)
        if not now.used:
            return ModelCard(ModelState.OFF, name, embedded=embedded)
        if now.loading:
            return ModelCard(ModelState.LOADING, name, embedded=embedded)
        if now.info is not None:
            return ModelCard(ModelState.READY, name, _device(now.info), now.info.reason, embedded)
        return ModelCard(ModelState.FAILED, name, embedded=embedded, problem=now.problem)

    def device(self, now: ModelNow) -> tuple[str, str]:
        """What the status bar tells, and what its tip does."""
        if not now.used:
            return self.tr("model off"), self.tr("Nothing is searched; click for more.")
        if now.loading:
            return self.tr("loading the model…"), "" if now.choice is None else self.name(now.choice)
        if now.info is not None:
            return _device(now.info), now.info.reason
        return "", now.problem


def is_embedded(choice: ModelChoice) -> bool:
    """Whether a model is the one that comes with the program."""
    return choice.source == str(embedded_model())


def _device(info: ModelInfo) -> str:
    return f"{info.device}, {info.dtype}"
