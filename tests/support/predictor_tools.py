"""What tests of the predictor see of its answers, and of the work that they took."""

import golden
import pytest

from sam3_studio.core.segmenter import Segmentation
from sam3_studio.engine import Predictor

A = golden.ROOT / "A"


def assert_alike(got: Segmentation, want: Segmentation) -> None:
    assert got.presence == pytest.approx(want.presence, abs=1e-4)
    assert [c.score for c in got.candidates] == pytest.approx([c.score for c in want.candidates], abs=1e-4)
    for mine, theirs in zip(got.candidates, want.candidates, strict=True):
        assert (mine.mask.to_mask() != theirs.mask.to_mask()).mean() < 1e-3


def calls(predictor: Predictor) -> list[str]:
    """Grows by a name whenever that part of the model runs."""
    seen: list[str] = []
    for name in ("vision_encoder.backbone", "text_encoder", "detr_encoder", "mask_decoder.pixel_decoder"):
        predictor.model.get_submodule(name).register_forward_hook(lambda *_, name=name: seen.append(name))
    return seen
