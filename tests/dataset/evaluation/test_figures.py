"""`dataset.evaluation`: answers and the field's figures."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco_mask

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Picture, Segmentation
from sam3_studio.dataset.evaluation.answers import Answer, ask
from sam3_studio.dataset.evaluation.figures import average_precision, concept_f1, curves, found
from sam3_studio.dataset.evaluation.questions import PLAIN, CocoRle, Question
from sam3_studio.dataset.evaluation.report import draw_curves, examine, table

HEIGHT, WIDTH = 20, 30


def square(x: int, y: int, side: int = 6) -> Rle:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[y : y + side, x : x + side] = True
    return Rle.from_mask(mask)


def coco(mask: Rle) -> CocoRle:
    rle: CocoRle = coco_mask.encode(np.asfortranarray(mask.to_mask().astype(np.uint8)))
    return rle


@dataclass
class Known:
    """A segmenter that gives the answers it was told."""

    answers: dict[str, Segmentation]
    description: str = "known answers"

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        raise NotImplementedError

    def segment(self, picture: Picture, prompt: Prompt, *, cancel: threading.Event | None = None) -> Segmentation:
        if cancel and cancel.is_set():
            raise CancelledError("Stopped.")
        assert picture.pixels.shape == (HEIGHT, WIDTH, 3)
        return self.answers[str(prompt.text)]


def says(*found_there: tuple[Rle, float], presence: float = 0.9) -> Segmentation:
    return Segmentation(presence, tuple(Candidate(box_of(mask), score, mask) for mask, score in found_there))


def box_of(mask: Rle) -> Box:
    assert mask.box is not None
    return mask.box


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGB", (WIDTH, HEIGHT)).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def question(photo: Path, text: str, *targets: Rle, **more: tuple[CocoRle, ...]) -> Question:
    return Question(photo, (Prompt(text),), text, "text", HEIGHT, WIDTH, tuple(map(coco, targets)), **more)


def answer_to(asked: Question, said: Segmentation) -> Answer:
    (answer,) = ask(Known({str(asked.prompts[0].text): said}), [asked])
    return answer


def test_perfect_answers_get_full_marks(photo: Path) -> None:
    cat, dog = square(1, 1), square(12, 3)
    answers = [
        answer_to(question(photo, "cat", cat), says((cat, 0.9))),
        answer_to(question(photo, "dog", dog), says((dog, 0.8))),
        answer_to(question(photo, "cow"), says(presence=0.1)),
    ]
    f1, (ap, _), marks = concept_f1(answers), average_precision(answers), found(answers)
    assert f1.cgf1 == pytest.approx(100, abs=0.1)
    assert (ap.masks, ap.boxes) == pytest.approx((1, 1))
    assert (marks.precision, marks.recall, marks.mean_iou, marks.clean, marks.presence_low) == (1, 1, 1, 1, 1)


def test_what_is_shown_where_nothing_is_lowers_the_correlation_alone(photo: Path) -> None:
    cat = square(1, 1)
    answers = [
        answer_to(question(photo, "cat", cat), says((cat, 0.9))),
        answer_to(question(photo, "cow"), says((cat, 0.9))),
        answer_to(question(photo, "pig"), says()),
    ]
    f1 = concept_f1(answers)
    assert f1.positive_micro_f1 == pytest.approx(1, abs=1e-3)
    assert f1.mcc == pytest.approx(0.5)  # (1·1 - 1·0) / √(2·1·2·1)


def test_micro_f1_counts_hits_at_ten_overlaps(photo: Path) -> None:
    target, guess = square(0, 0, 10), square(0, 2, 10)  # 80 of 120 pixels: IoU 0.667 passes .50, .55, .60, .65
    f1 = concept_f1([answer_to(question(photo, "cat", target), says((guess, 0.9)))])
    assert f1.positive_micro_f1 == pytest.approx(0.4, abs=1e-3)


def test_targets_are_assigned_for_the_best_sum_and_each_prediction_once(photo: Path) -> None:
    left, right, wide = square(0, 0, 10), square(10, 0, 10), square(2, 0, 10)
    both_like_left = answer_to(question(photo, "cat", left, right), says((left, 0.9), (wide, 0.8)))
    assert (both_like_left.matched(0.5) > 0).tolist() == [True, True]
    one_only = answer_to(question(photo, "cat", left, left), says((left, 0.9)))
    assert sorted(one_only.matched(0.5).tolist()) == [0, 1]


def test_predictions_below_the_threshold_do_not_count(photo: Path) -> None:
    cat = square(1, 1)
    answer = answer_to(question(photo, "cat", cat), says((cat, 0.4)))
    assert found([answer], 0.5).recall == 0
    assert found([answer], 0.3).recall == 1
    over = curves([answer], [0.3, 0.5])
    assert (over.precision, over.recall, over.f1) == ((1, 1), (1, 0), (1, 0))


def test_what_lies_in_a_crowd_counts_neither_way(photo: Path) -> None:
    cat, inside_crowd = square(1, 1), square(20, 10)
    asked = question(photo, "cat", cat, ignored=(coco(square(18, 8, 12)),))
    marks = found([answer_to(asked, says((cat, 0.9), (inside_crowd, 0.8)))])
    assert (marks.precision, marks.recall) == (1, 1)


def test_for_average_precision_pycocotools_decides_what_lies_in_a_crowd(photo: Path) -> None:
    cat, inside_crowd, outside = square(1, 1), square(20, 10), square(1, 12)
    asked = question(photo, "cat", cat, ignored=(coco(square(18, 8, 12)),))
    (ap, _) = average_precision([answer_to(asked, says((inside_crowd, 0.95), (cat, 0.9)))])
    assert ap.masks == pytest.approx(1)
    (ap, _) = average_precision([answer_to(asked, says((outside, 0.95), (cat, 0.9)))])
    assert ap.masks == pytest.approx(0.5)


def test_boxes_are_those_of_the_segmenter_and_of_the_labels(photo: Path) -> None:
    cat = square(1, 1)
    off = Segmentation(0.9, (Candidate(Box(20, 10, 26, 16), 0.9, cat),))
    asked = question(photo, "cat", cat)
    (ap, _) = average_precision([answer_to(asked, off)])
    assert (ap.masks, ap.boxes) == pytest.approx((1, 0))
    (ap, _) = average_precision([answer_to(replace(asked, boxes=((20, 10, 6, 6),)), off)])
    assert (ap.masks, ap.boxes) == pytest.approx((1, 1))


def test_every_class_has_an_average_precision_of_its_own(photo: Path) -> None:
    cat, dog, elsewhere = square(1, 1), square(12, 3), square(20, 12)
    answers = [
        answer_to(replace(question(photo, "cat", cat), group=PLAIN), says((cat, 0.9))),
        answer_to(replace(question(photo, "dog", dog), group=PLAIN), says((elsewhere, 0.9))),
    ]
    overall, of_each = average_precision(answers)
    assert {name: ap.masks for name, ap in of_each.items()} == pytest.approx({"cat": 1, "dog": 0})
    assert overall.masks == pytest.approx(0.5)
    assert table(examine(answers)).index("mask AP") > 0


def test_an_excluded_object_that_is_shown_is_told(photo: Path) -> None:
    cat, dog = square(1, 1), square(12, 3)
    asked = question(photo, "animal", cat, excluded=(coco(dog),))
    assert found([answer_to(asked, says((cat, 0.9)))]).exclusions_kept == 1
    assert found([answer_to(asked, says((cat, 0.9), (dog, 0.8)))]).exclusions_kept == 0


def test_a_kind_is_gone_when_none_of_its_objects_is_shown(photo: Path) -> None:
    cat, dog, another = square(1, 1), square(12, 3), square(20, 12)
    asked = question(photo, "animal", cat, excluded=(coco(dog), coco(another)))
    gone, back = answer_to(asked, says((cat, 0.9))), answer_to(asked, says((cat, 0.9), (dog, 0.8)))
    assert found([gone, back]).kinds_gone == 0.5
    assert found([gone, back]).exclusions_kept == 0.75


def test_figures_that_nothing_bears_on_are_left_open(photo: Path) -> None:
    marks = found([answer_to(question(photo, "cow"), says())])
    assert (marks.precision, marks.recall, marks.mean_iou) == (None, None, None)
    assert marks.clean == 1


def test_labels_of_another_picture_are_refused(photo: Path) -> None:
    other = Question(photo, (Prompt("cat"),), "cat", "text", HEIGHT + 1, WIDTH, ())
    with pytest.raises(DatasetError, match="do not belong together"):
        answer_to(other, says())


@pytest.mark.slow
def test_the_report_names_the_worst_class_first_and_its_best_threshold(photo: Path, tmp_path: Path) -> None:
    cat, dog = square(1, 1), square(12, 3)
    answers = [
        answer_to(question(photo, "cat", cat), says((cat, 0.9))),
        answer_to(question(photo, "dog", dog), says((dog, 0.34))),
    ]
    examination = examine(answers)
    assert examination.classes["dog"].best_threshold < 0.34
    text = table(examination)
    assert text.index("dog ") < text.index("cat ")
    draw_curves(examination, tmp_path / "curves.png")
    with Image.open(tmp_path / "curves.png") as image:
        assert image.width > 800


def test_what_several_prompts_find_together_is_the_answer(photo: Path) -> None:
    duck, goose = square(1, 1), square(12, 3)
    asked = replace(question(photo, "bird", duck, goose), prompts=(Prompt("duck"), Prompt("goose")))
    known = Known({"duck": says((duck, 0.8)), "goose": says((goose, 0.6), (duck, 0.55), presence=0.7)})
    (answer,) = ask(known, [asked])
    assert answer.presence == 0.9
    assert answer.scores.tolist() == [0.8, 0.6]
    assert answer.matched(0.5).tolist() == [1.0, 1.0]
