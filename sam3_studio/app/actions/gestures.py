"""What the mouse does, and what keys do that are not to be changed: to be read beside the others."""

from sam3_studio.app.actions.action import Menu
from sam3_studio.app.language import QT_TRANSLATE_NOOP

GESTURES: tuple[tuple[Menu, str, str], ...] = (
    (
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Zoom at the mouse"),
        QT_TRANSLATE_NOOP("Actions", "Wheel"),
    ),
    (
        Menu.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Move the picture"),
        QT_TRANSLATE_NOOP("Actions", "Space or middle button, and drag"),
    ),
    (
        Menu.EDIT,
        QT_TRANSLATE_NOOP("Actions", "Menu of an object or a candidate"),
        QT_TRANSLATE_NOOP("Actions", "Right button, with the tool that selects"),
    ),
    (
        Menu.FIND,
        QT_TRANSLATE_NOOP("Actions", "Accept a candidate"),
        QT_TRANSLATE_NOOP("Actions", "Click"),
    ),
    (
        Menu.FIND,
        QT_TRANSLATE_NOOP("Actions", "In a review: accept or reject candidates"),
        QT_TRANSLATE_NOOP("Actions", "Click or drag; right button to reject; Shift for a range"),
    ),
    (
        Menu.FIND,
        QT_TRANSLATE_NOOP("Actions", "In a review: the same by keys, one by one"),
        QT_TRANSLATE_NOOP("Actions", "A accepts, X rejects, U does neither"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Turn a box from more to nothing like this, or back"),
        QT_TRANSLATE_NOOP("Actions", "Shift and drag"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Make a box in the middle of what is seen"),
        QT_TRANSLATE_NOOP("Actions", "Insert, with Shift inverted"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Erase with the brush, or add with the eraser"),
        QT_TRANSLATE_NOOP("Actions", "Ctrl or the right button, and drag"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Change the size of the brush"),
        QT_TRANSLATE_NOOP("Actions", "Ctrl or Alt and wheel"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Paint with a pen: pressure sets the size, the other end erases"),
        QT_TRANSLATE_NOOP("Actions", "Press and draw"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Take away with the polygon or the rectangle"),
        QT_TRANSLATE_NOOP("Actions", "Ctrl when it is begun"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Draw a polygon: each click is a corner"),
        QT_TRANSLATE_NOOP("Actions", "Click; at the first corner, or twice, to finish"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Move a corner, make a new one, or remove one"),
        QT_TRANSLATE_NOOP("Actions", "Drag it, drag an edge, or right button"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Cut in a straight line"),
        QT_TRANSLATE_NOOP("Actions", "Shift and drag"),
    ),
    (
        Menu.DRAW,
        QT_TRANSLATE_NOOP("Actions", "Move the chosen box, or its corner"),
        QT_TRANSLATE_NOOP("Actions", "Arrows, or Ctrl and arrows; Shift goes far"),
    ),
)
"""Menu, what happens, how."""
