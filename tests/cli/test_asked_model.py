"""`cli.asked_model`: the model whose answers are kept is the one that they are kept under."""

from argparse import Namespace

import golden
import pytest

from sam3_studio.cli.asked_model import asked_model
from sam3_studio.core.errors import ModelError
from sam3_studio.engine.fingerprint import version

pytestmark = pytest.mark.slow

OPTIONS = Namespace(
    model=str(golden.ROOT / "A"), device="cpu", dtype="float32", resolution=154, compile=False, tiles="never"
)


def test_weights_that_answers_are_kept_under_are_loaded() -> None:
    assert "at 154 px on cpu in float32" in asked_model(OPTIONS, version(OPTIONS.model, OPTIONS.resolution)).description


def test_weights_that_were_replaced_since_it_was_found_out_what_is_to_be_asked_are_refused() -> None:
    with pytest.raises(ModelError, match="has other weights now than a moment ago; start again"):
        asked_model(OPTIONS, version(golden.ROOT / "B", OPTIONS.resolution))
