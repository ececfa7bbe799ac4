"""The one model in memory, and what is done when memory runs short.

Evict, smaller parts, CPU: the model itself forgets what it has encoded and tries again in smaller parts. When that does
not help, it is loaded anew on the CPU. Whatever was done is told.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.inference.messages import LoadedModel, LoadFunction, Model, ModelChoice, ModelInfo
from sam3_studio.core.errors import CancelledError, MemoryShortageError, ModelError
from sam3_studio.core.segmenter import Picture

Result = TypeVar("Result")
Tell = Callable[[str], None]
"""Tells a person something in a sentence."""


class ModelHolder:
    """Loads, replaces and uses a model.

    Nobody else may hold on to the model: its memory has to be free before the next one is loaded.

    Args:
        load: loads a model.
    """

    def __init__(self, load: LoadFunction) -> None:
        self._load = load
        self._loaded: LoadedModel | None = None
        self._choice: ModelChoice | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no model has been loaded yet."""
        return self._choice is None

    @property
    def info(self) -> ModelInfo | None:
        """About the model; None when there is none."""
        return self._loaded.info if self._loaded else None

    def prepare(self, picture: Picture) -> None:
        """See `Segmenter.prepare`; nothing without a model."""
        if loaded := self._loaded:
            loaded.model.prepare(picture)

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """Keep encoded pictures up to this many bytes from here on."""
        if self._choice:
            self._choice = replace(self._choice, picture_bytes=picture_bytes, disk_bytes=disk_bytes)
        if self._loaded:
            self._loaded.model.limit_memory(picture_bytes, disk_bytes)

    def switch(self, choice: ModelChoice, cancel: threading.Event, tell: Tell) -> None:
        """Replace the model. When that fails the present one goes on; it is given up first only if both do not fit.

        Args:
            choice: which model, and where to.
            cancel: once set, stops the loading.
            tell: is given a sentence where the model had to go to the CPU.

        Raises:
            CancelledError: `cancel` was set.
            ModelError: the weights cannot be used, or memory is too small for them.
            UsageError: the device or precision cannot be used.
        """
        try:
            loaded, fitting = self._fitted(choice, cancel, tell)
            if cancel.is_set():
                raise CancelledError("Stopped.")
            self._loaded, self._choice = loaded, fitting
        finally:
            if not cancel.is_set():
                self._bring_back(cancel)

    def use(self, work: Callable[[Model], Result], cancel: threading.Event, tell: Tell) -> Result:
        """Let the model do something; on the CPU where the GPU has too little memory for it.

        Args:
            work: is given the model.
            cancel: once set, stops a loading that is needed for it.
            tell: is given a sentence where memory ran short.

        Raises:
            CancelledError: `cancel` was set.
            MemoryShortageError: there is too little memory on the CPU too.
            ModelError: there is no model.
        """
        self._bring_back(cancel)
        if self._loaded is None or self._choice is None:
            raise ModelError("No model is loaded; choose one.")
        before = self._loaded.model.shortages
        try:
            result = work(self._loaded.model)
        except MemoryShortageError:
            if self._loaded.info.device == "cpu":
                raise
        else:
            if self._loaded.model.shortages > before:
                tell(_evicted())
            return result
        # Out of the handler, so that the error no longer holds on to what was computed.
        self._loaded, self._choice = None, _on_cpu(self._choice)
        self._bring_back(cancel)
        tell(_moved())
        return self.use(work, cancel, tell)

    def _fitted(self, choice: ModelChoice, cancel: threading.Event, tell: Tell) -> tuple[LoadedModel, ModelChoice]:
        """The model wherever it fits: beside the present one, in its place, on the CPU."""
        with suppress(MemoryShortageError):
            return self._load(choice, cancel), choice
        if self._loaded is not None:
            self._loaded = None
            with suppress(MemoryShortageError):
                return self._load(choice, cancel), choice
        on_cpu = _on_cpu(choice)
        loaded = self._load(on_cpu, cancel)
        if choice.device != "cpu":
            tell(_moved())
        return loaded, on_cpu

    def _bring_back(self, cancel: threading.Event) -> None:
        """Load the model again where it had to make room."""
        if self._loaded is None and self._choice is not None:
            self._loaded = self._load(self._choice, cancel)


def _on_cpu(choice: ModelChoice) -> ModelChoice:
    return replace(choice, device="cpu", dtype="auto")


def _evicted() -> str:
    return QCoreApplication.translate(
        "Inference",
        "Memory ran short: pictures encoded ahead had to be forgotten, and masks are made in smaller parts.",
    )


def _moved() -> str:
    return QCoreApplication.translate("Inference", "The GPU ran out of memory; the model now runs on the CPU.")
