"""Noting what was done in a project since it was last said to be untouched, as by an import."""

import sqlite3

from sam3_studio.core.labeling import NOT_BEGUN, ImageState

UNTOUCHED = "untouched"
"""Key of the setting that is there as long as nothing was changed. To take away what is gone costs a step nothing."""

UNASKED = "unasked"
"""The same, as long as the model has not answered anything."""

_OF_A_PERSON = frozenset(ImageState) - NOT_BEGUN
"""States that follow from what a person has done."""


def touch(connection: sqlite3.Connection) -> None:
    """A person changes objects, boxes, classes, or what is said of pictures; part of the transaction that does it."""
    connection.execute("DELETE FROM settings WHERE key = ?", (UNTOUCHED,))


def touch_state(connection: sqlite3.Connection, state: ImageState | None) -> None:
    """A picture gets a state, which may be one that a person gives; None where it keeps its own."""
    if state in _OF_A_PERSON:
        touch(connection)


def note_asked(connection: sqlite3.Connection) -> None:
    """The model has answered; part of the transaction that keeps the answer."""
    connection.execute("DELETE FROM settings WHERE key = ?", (UNASKED,))
