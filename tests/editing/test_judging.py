"""Verdicts on candidates: in a document, and on a sheet of them."""

from dataclasses import replace

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import NO_DETAILS, Details, LabeledObject, Source
from sam3_studio.editing import edits
from sam3_studio.editing.judging import Sheet, Verdict, judge

EMPTY = ImageDocument()
ACCEPTED, REJECTED, OPEN = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.OPEN


def made(*candidates) -> list[LabeledObject]:
    return [LabeledObject(1, one.mask, Source.MODEL) for one in candidates]


def said(objects) -> dict[str, Details]:
    return {item.id: item.details for item in objects}


def decided(document, verdict, candidates, objects=(), made=(), **kwargs) -> ImageDocument:
    """About candidates of class 1; some objects were made before."""
    return judge(document, 1, candidates, verdict, objects, made=said(made), **kwargs)


def test_what_is_accepted_becomes_an_object(candidate) -> None:
    one, other = candidate(0, 0), candidate(40, 0)
    objects = made(one, other)
    assert decided(EMPTY, ACCEPTED, [one, other], objects).objects == tuple(objects)


def test_what_is_an_object_already_is_not_accepted_again(candidate, labeled) -> None:
    document = ImageDocument((labeled(1, 0),))
    one = candidate(0, 0)
    assert decided(document, ACCEPTED, [one], made(one)) is document
    assert len(decided(document, ACCEPTED, [one], made(one), iou=0.9).objects) == 2


def test_what_is_rejected_is_noted_and_what_had_been_made_of_it_goes(candidate) -> None:
    one = candidate(0, 0)
    accepted = decided(EMPTY, ACCEPTED, [one], made(one))
    rejected = decided(accepted, REJECTED, [one], made=accepted.objects)
    assert (rejected.objects, rejected.rejected_of(1)) == ((), (one.mask,))
    assert decided(rejected, OPEN, [one]) == EMPTY


def test_accepting_takes_back_a_rejection(candidate) -> None:
    one = candidate(0, 0)
    document = decided(decided(EMPTY, REJECTED, [one]), ACCEPTED, [one], made(one))
    assert (len(document.objects), document.rejections) == (1, ())


@pytest.mark.parametrize("verdict", [OPEN, REJECTED])
@pytest.mark.parametrize(
    "change",
    [
        {"locked": True},
        {"source": Source.EDITED},
        {"class_id": 2},
        {"edits": 2},
        {"details": Details(note="look")},
        {"details": Details(occluded=True)},
        {"details": NO_DETAILS},
    ],
)
def test_what_a_person_has_changed_or_locked_since_stays(candidate, change, verdict) -> None:
    one = candidate(0, 0)
    (item,) = made(one)
    item = replace(item, details=Details((("colour", "brown"),)))
    changed = ImageDocument((replace(item, **change),))
    assert decided(changed, verdict, [one], made=[item]).objects == changed.objects


def test_what_is_hidden_alone_goes(candidate) -> None:
    one = candidate(0, 0)
    (item,) = made(one)
    assert decided(ImageDocument((replace(item, hidden=True),)), OPEN, [one], made=[item]) == EMPTY


def test_what_was_accepted_elsewhere_stays(candidate) -> None:
    one = candidate(0, 0)
    document = ImageDocument(tuple(made(one)))
    assert decided(document, OPEN, [one], made=made(one)) is document


def test_rejections_of_other_classes_stay(candidate) -> None:
    one = candidate(0, 0)
    document = edits.reject(EMPTY, 2, [one.mask])
    assert decided(document, OPEN, [one]) is document


def test_a_sweep_is_one_step_whatever_is_painted_over_in_it() -> None:
    sheet = Sheet(6)
    assert sheet.paint([1, 2], ACCEPTED).tolist() == [1, 2]
    assert sheet.paint([2, 3, 1], ACCEPTED).tolist() == [3]
    assert sheet.paint([3], REJECTED).tolist() == [3]
    sheet.end()
    sheet.paint([5], REJECTED)
    sheet.end()
    assert sheet.verdicts.tolist() == [0, 1, 1, 2, 0, 2]
    sheet.undo()
    step = sheet.undo()
    assert step is not None
    assert dict(zip(step.places.tolist(), step.after.tolist(), strict=True)) == {1: OPEN, 2: OPEN, 3: OPEN}
    assert not sheet.verdicts.any()
    assert sheet.undo() is None
    step = sheet.redo()
    assert step is not None
    assert dict(zip(step.places.tolist(), step.after.tolist(), strict=True)) == {1: ACCEPTED, 2: ACCEPTED, 3: REJECTED}


def test_a_new_step_forgets_what_was_taken_back() -> None:
    sheet = Sheet(2)
    sheet.paint([0], ACCEPTED)
    sheet.end()
    sheet.undo()
    sheet.paint([1], ACCEPTED)
    assert sheet.redo() is None


def test_a_verdict_that_is_the_same_is_no_step() -> None:
    sheet = Sheet(2)
    assert not len(sheet.paint([0], OPEN))
    sheet.end()
    assert sheet.undo() is None


def test_what_cannot_be_written_is_as_it_is_on_disk() -> None:
    sheet = Sheet(2)
    sheet.paint([0, 1], ACCEPTED)
    sheet.note_written([0], [ACCEPTED])
    sheet.paint([0], REJECTED)
    sheet.refuse([0, 1])
    assert sheet.verdicts.tolist() == [ACCEPTED, OPEN]


def test_a_step_takes_back_nothing_that_was_decided_elsewhere_since() -> None:
    sheet = Sheet(4)
    sheet.paint([0, 1, 2], ACCEPTED)
    sheet.end()
    sheet.paint([3], ACCEPTED)
    sheet.end()
    sheet.overtake([0, 1, 3], [REJECTED, ACCEPTED, OPEN])
    step = sheet.undo()
    assert step is not None
    assert dict(zip(step.places.tolist(), step.after.tolist(), strict=True)) == {1: OPEN, 2: OPEN}
    assert sheet.verdicts.tolist() == [REJECTED, OPEN, OPEN, OPEN]
    assert sheet.undo() is None
    sheet.overtake([1], [REJECTED])
    sheet.redo()
    assert sheet.verdicts.tolist() == [REJECTED, REJECTED, ACCEPTED, OPEN]
