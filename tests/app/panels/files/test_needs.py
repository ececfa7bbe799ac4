"""Why pictures need a person, in words."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from sam3_studio.app.language import load_language
from sam3_studio.app.panels.files.needs import NeedWords
from sam3_studio.dataset.review.need import NO_NEED, Need

pytestmark = pytest.mark.gui


@pytest.fixture
def words(qapp: QApplication) -> Iterator[NeedWords]:
    load_language(qapp, "en")
    made = NeedWords({}.get)
    made.classes = {1: "duck"}
    yield made
    load_language(qapp, "en")


@pytest.mark.parametrize(
    ("need", "short"),
    [
        (Need(near=2), "2 near the threshold"),
        (Need(doubt=0.8, doubtful=1, near=2), "any duck at all?"),
        (Need(doubt=0.2, doubtful=1, near=2), "2 near the threshold"),
        (Need(doubt=0.2, doubtful=1), "a little doubt about duck"),
        (Need(doubt=0.01, doubtful=1), ""),
        (Need(clashes=1, near=9), "1 where another class is"),
        (Need(unseen=3), "3 not seen by the model"),
        (Need(mistakes=1, clashes=1), "1 possible mistake"),
        (NO_NEED, ""),
    ],
)
def test_a_row_tells_what_speaks_most_for_a_look(words: NeedWords, need: Need, short: str) -> None:
    assert words.short(need) == short


def test_a_tip_tells_everything(words: NeedWords) -> None:
    told = words.all_(Need(doubt=0.8, doubtful=1, near=2, unseen=1)).splitlines()
    assert told == ["1 not seen by the model", "uncertain whether there is any duck", "2 near the threshold"]


def test_german_is_complete(words: NeedWords, qapp: QApplication) -> None:
    load_language(qapp, "de")
    told = words.all_(Need(0.8, 1, 2, 1, 1, 2)).splitlines()
    assert not {"threshold", "model", "whether", "class", "mistakes"} & set(" ".join(told).split())
