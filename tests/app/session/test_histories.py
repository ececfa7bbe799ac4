"""`app.session.histories`: steps of several pictures."""

import numpy as np

from sam3_studio.app.session.histories import Histories
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.editing.history import Change, History

EMPTY = ImageDocument()


def step() -> Change:
    """An object of some kilobytes is drawn."""
    mask = Rle.from_mask(np.indices((60, 60)).sum(axis=0) % 2 == 0)
    return Change("draw", EMPTY, ImageDocument((LabeledObject(1, mask, Source.PERSON),)))


def size_of_a_step() -> int:
    history = History()
    history.push(step())
    return history.size


def draw(histories: Histories, name: str) -> None:
    histories.of(name).push(step())


def undoable(histories: Histories, names: str) -> list[int]:
    """How many steps of each picture can be undone, those that were in hand last asked first."""
    return [len(histories.of(name)) for name in reversed(names)][::-1]


def test_steps_of_a_picture_are_there_when_it_is_in_hand_again() -> None:
    histories = Histories()
    for name in "abc":
        draw(histories, name)
    assert undoable(histories, "abc") == [1, 1, 1]


def test_where_steps_of_all_pictures_hold_too_much_together_those_of_long_ago_are_forgotten() -> None:
    """Each picture may hold a lot by itself, and fifty of them would hold all the memory that there is."""
    histories = Histories(3 * size_of_a_step())
    for name in "abcdef":
        draw(histories, name)
    assert undoable(histories, "abcdef") == [0, 0, 0, 1, 1, 1]


def test_steps_of_the_picture_in_hand_stay_whatever_they_hold() -> None:
    histories = Histories(size_of_a_step())
    for name in "abbb":
        draw(histories, name)
    assert undoable(histories, "ab") == [0, 3]


def test_steps_that_a_review_makes_in_pictures_count_as_well() -> None:
    histories = Histories(2 * size_of_a_step())
    for name in "ab":
        draw(histories, name)
    histories.push("b", step())
    assert undoable(histories, "ab") == [0, 2]
