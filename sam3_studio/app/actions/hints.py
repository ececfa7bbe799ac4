"""How each tool is used, in a sentence or two."""

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.actions.keymap import Keymap, shown_key
from sam3_studio.app.language import QT_TRANSLATE_NOOP

_BOX = QT_TRANSLATE_NOOP("Actions", "Drag a box around it. With Shift it means the opposite.")
_HINTS = {
    "select": QT_TRANSLATE_NOOP("Actions", "Click an object, with Shift one more, or drag around several."),
    "positive_box": _BOX,
    "negative_box": _BOX,
    "brush": QT_TRANSLATE_NOOP(
        "Actions", "Ctrl erases. Ctrl or Alt and the wheel, or {brush_smaller} and {brush_larger}, change the size."
    ),
    "eraser": QT_TRANSLATE_NOOP(
        "Actions", "Ctrl paints. Ctrl or Alt and the wheel, or {brush_smaller} and {brush_larger}, change the size."
    ),
    "polygon": QT_TRANSLATE_NOOP(
        "Actions", "Click corners, or draw freely. {finish_shape} finishes it. Begun with Ctrl, it takes away."
    ),
    "rectangle": QT_TRANSLATE_NOOP("Actions", "Drag from corner to corner. With Ctrl it takes away."),
    "corners": QT_TRANSLATE_NOOP(
        "Actions", "Drag a corner, or an edge for a new one. {delete} or the right button removes one."
    ),
    "cut": QT_TRANSLATE_NOOP("Actions", "Drag across an object, with Shift in a straight line."),
    "look_again": QT_TRANSLATE_NOOP("Actions", "Green: look again here. Red (Shift): take this away."),
    "take_away": QT_TRANSLATE_NOOP("Actions", "Red: take this away. Green (Shift): look again here."),
    "fill": QT_TRANSLATE_NOOP("Actions", "Click a hole: what turns green is filled."),
}


def hint_of(action: str, keymap: Keymap) -> str:
    """How a tool is used; empty for what is no tool."""
    if action not in _HINTS:
        return ""
    text = QCoreApplication.translate("Actions", _HINTS[action])
    keys = {name: keymap.keys(name) for name in ("brush_smaller", "brush_larger", "finish_shape", "delete")}
    return text.format_map({name: shown_key(known[0]) if known else "–" for name, known in keys.items()})
