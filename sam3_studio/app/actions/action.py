"""What an action is."""

from dataclasses import dataclass
from enum import StrEnum

from sam3_studio.app.language import QT_TRANSLATE_NOOP


class Context(StrEnum):
    """When an action's keys work.

    While a shape is drawn, its own actions take their keys from everything else.
    """

    ALWAYS = QT_TRANSLATE_NOOP("Actions", "Always")
    PICTURE = QT_TRANSLATE_NOOP("Actions", "With a picture open")
    DRAWING = QT_TRANSLATE_NOOP("Actions", "While a shape is drawn")


class Menu(StrEnum):
    """A menu of the window, and a group in lists of keys; the value is its title in English."""

    FILE = QT_TRANSLATE_NOOP("Actions", "&File")
    EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
    GO = QT_TRANSLATE_NOOP("Actions", "&Go")
    FIND = QT_TRANSLATE_NOOP("Actions", "F&ind")
    DRAW = QT_TRANSLATE_NOOP("Actions", "&Draw")
    MASKS = QT_TRANSLATE_NOOP("Actions", "Mas&ks")
    CLASSES = QT_TRANSLATE_NOOP("Actions", "&Classes")
    VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
    HELP = QT_TRANSLATE_NOOP("Actions", "&Help")


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Attributes:
        id: by which code knows it.
        text: in menus, in English, to be translated in the context "Actions".
        menu: where it is found.
        section: sections of a menu are divided by a line; they count up.
        keys: that start it, as `QKeySequence` writes them portably; menus show the first.
        context: when the keys work.
        icon: name of its picture under `resources/icons`, without ending; empty for none.
        checkable: whether it is something that is on or off.
        hidden: left out of menus; its keys work and can be changed like all others.
    """

    id: str
    text: str
    menu: Menu
    section: int = 0
    keys: tuple[str, ...] = ()
    context: Context = Context.PICTURE
    icon: str = ""
    checkable: bool = False
    hidden: bool = False
