"""What a person reads of models."""

from pathlib import Path

import pytest

from sam3_studio.app.inference.messages import ModelChoice
from sam3_studio.app.main_window.models.model_words import ModelWords


def test_a_file_goes_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "mine.safetensors").touch()
    assert ModelWords().name(ModelChoice(str(tmp_path / "mine.safetensors"))) == "mine.safetensors"


@pytest.mark.parametrize("source", ["facebook/sam3", "x" * 300])
def test_what_lies_nowhere_goes_by_what_was_typed(source: str) -> None:
    assert ModelWords().name(ModelChoice(source)) == source
