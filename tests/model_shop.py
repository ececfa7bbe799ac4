"""Where windows under test get their models: fakes by any name, some of which cannot be had."""

import threading

from fake_model import FakeModel, described

from sam3_studio.app.inference.messages import LoadedModel, ModelChoice
from sam3_studio.core.errors import ModelError, UsageError

BROKEN = "broken"
"""Weights that cannot be used."""
MISSING_DEVICE = "mps"
"""A device that this machine does not have."""


class ModelShop:
    """Loads models; those that were loaded are listed by what was asked for."""

    def __init__(self) -> None:
        self.sold: list[ModelChoice] = []
        self.model = FakeModel()

    def load(self, choice: ModelChoice, _cancel: threading.Event) -> LoadedModel:
        """As `worker.load_predictor` does."""
        if choice.source == BROKEN:
            raise ModelError("These are no weights of SAM 3.")
        if choice.device == MISSING_DEVICE:
            raise UsageError("This machine has no such device.")
        self.sold.append(choice)
        self.model = FakeModel()
        return LoadedModel(self.model, described(str(choice.source)))
