"""Connecting functions without arguments to actions, whose signals carry an argument."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from sam3_studio.app.actions import Actions


def connect_actions(actions: Actions, functions: Mapping[str, Callable[[], object]], owner: QObject) -> None:
    """Have each action call its function.

    Args:
        actions: of the window.
        functions: by the ids of actions.
        owner: as long as it lives, so do the connections.
    """
    for action, function in functions.items():
        actions[action].triggered.connect(_Ignoring(function, owner))


class _Ignoring(QObject):
    """Calls a function without the argument that the signals of actions carry: whether they are checked."""

    def __init__(self, function: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._function = function

    def __call__(self, _checked: object = None) -> None:
        self._function()
