"""The model that ships, on drawn scenes that training never uses: floors a little under what was measured."""

from collections.abc import Mapping

import pytest

from sam3_studio.core.resources import embedded_model
from sam3_studio.dataset.evaluation.answers import ask
from sam3_studio.dataset.evaluation.figures import Found
from sam3_studio.dataset.evaluation.questions import read_questions
from sam3_studio.dataset.evaluation.report import examine
from sam3_studio.engine import Predictor
from sam3_studio.training.benchmark_set import write_benchmark_set
from sam3_studio.training.prompts import PromptKind

pytestmark = pytest.mark.slow

_SCENES = 40


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Found]:
    scenes = write_benchmark_set(tmp_path_factory.mktemp("scenes"), _SCENES, 192)
    predictor = Predictor.load(embedded_model(), device="cpu", dtype="float32")
    return examine(list(ask(predictor, read_questions(scenes)))).groups


@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [
        (PromptKind.TEXT, 0.95, 0.96),
        (PromptKind.BOX, 0.95, 0.91),
        (PromptKind.TEXT_AND_BOX, 0.96, 0.91),
        (PromptKind.TEXT_AND_NEGATIVE, 0.88, 0.92),
    ],
)
def test_it_finds_most_of_what_is_asked_for_and_little_else(
    figures: Mapping[str, Found], kind: PromptKind, precision: float, recall: float
) -> None:
    found = figures[kind]
    assert found.precision is not None
    assert found.precision > precision
    assert found.recall is not None
    assert found.recall > recall


def test_its_masks_follow_outlines(figures: Mapping[str, Found]) -> None:
    iou = figures[PromptKind.TEXT].mean_iou
    assert iou is not None
    assert iou > 0.85


def test_what_a_negative_box_excludes_goes_away(figures: Mapping[str, Found]) -> None:
    found = figures[PromptKind.TEXT_AND_NEGATIVE]
    assert found.exclusions_kept is not None
    assert found.exclusions_kept > 0.88
    assert found.kinds_gone is not None
    assert found.kinds_gone > 0.88


def test_it_shows_nothing_where_nothing_is_there(figures: Mapping[str, Found]) -> None:
    clean = figures[PromptKind.ABSENT].clean
    assert clean is not None
    assert clean > 0.95


def test_it_is_small_enough_for_a_repository() -> None:
    folder = embedded_model()
    assert sum(path.stat().st_size for path in folder.iterdir()) < 20e6
