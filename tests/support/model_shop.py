"""Where windows under test get their models: fakes by any name, some of which cannot be had."""

import threading
from dataclasses import replace

from fake_model import FakeModel, Places, described

from sam3_studio.app.inference.messages import LoadedModel, ModelChoice
from sam3_studio.core.errors import CancelledError, ModelError, UsageError

BROKEN = "broken"
"""Weights that cannot be used."""
MISSING_DEVICE = "mps"
"""A device that this machine does not have."""


class ModelShop:
    """Loads models; those that were loaded are listed by what was asked for.

    Attributes:
        device: where models compute that are not told to use the CPU.
        gate: while it is closed, a model that loads goes on loading.
        loading: whether one has begun to.
        places: what models find from the start; None for what they find by themselves.
    """

    def __init__(self) -> None:
        self.sold: list[ModelChoice] = []
        self.model = FakeModel()
        self.device = "cpu"
        self.places: Places | None = None
        self.loading = threading.Event()
        self.gate = threading.Event()
        self.gate.set()

    def load(self, choice: ModelChoice, cancel: threading.Event) -> LoadedModel:
        """As `worker.load_predictor` does."""
        self.loading.set()
        while not self.gate.wait(0.002):
            if cancel.is_set():
                raise CancelledError("Stopped.")
        if choice.source == BROKEN:
            raise ModelError("These are no weights of SAM 3.")
        if choice.device == MISSING_DEVICE:
            raise UsageError("This machine has no such device.")
        self.sold.append(choice)
        self.model = FakeModel()
        if self.places is not None:
            self.model.places = self.places
        device = "cpu" if choice.device == "cpu" else self.device
        info = described(str(choice.source), device)
        return LoadedModel(self.model, info if choice.dtype == "auto" else replace(info, dtype=choice.dtype))
