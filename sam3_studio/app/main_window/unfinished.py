"""Shapes that are still being drawn when another picture is opened, another tool is taken, or the window closes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.interaction import Construction
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.tooling import Tooling
from sam3_studio.app.session.session import Session
from sam3_studio.core.folders import written_path

_MOST_NAMED = 5
"""Pictures."""


@dataclass(frozen=True, slots=True)
class _Kept:
    shape: Construction
    tool: str
    size: tuple[int, int]
    path: Path
    selected: tuple[str, ...]
    """What it belongs to: without that, an object of its own would be made of it."""


class Unfinished(QObject):
    """Keeps such a shape, and goes on with it when its picture is shown again or its tool is taken again, as long as
    the window is there.

    Args:
        actions: choose the tool that it is drawn with.
        tooling: tells which tool is in use.
        desk: shows pictures.
        selection: of the window.
        parent: of this object.
    """

    def __init__(self, actions: Actions, tooling: Tooling, desk: Desk, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._selection = selection
        self._canvas = desk.canvas
        self._desk = desk
        self._session: Session | None = None
        self._kept: dict[str, _Kept] = {}
        self._elsewhere: dict[Path, dict[str, _Kept]] = {}
        """Of projects that are not open now."""
        self._shown = ""
        self._size = (0, 0)
        self._tool = ""
        self._may_be_lost = False
        tooling.taken.connect(self._take)
        desk.canvas.interrupted.connect(self._keep)
        desk.picture_shown.connect(self._go_on)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; to be called after the canvas has left the picture of the one before."""
        if self._session is not None:
            self._elsewhere[self._session.project.file] = self._kept
        self._session = session
        self._kept = self._elsewhere.pop(session.project.file, {}) if session else {}
        self._shown = ""
        if session is not None:
            session.renamed.connect(self._follow_names)

    def lets_close(self) -> bool:
        """Whether the window may close: where a shape would be lost, a person is asked, and closes it by the answer."""
        names = [] if self._may_be_lost else list(self._names())
        if names and not self._canvas.window().findChildren(_Question):
            question = _Question(names, self._canvas.window())
            question.quit.clicked.connect(self._close)
            parts.open_once(question)
        return not names

    def _names(self) -> Iterator[str]:
        """The pictures whose shapes are objects already, but for the end of the outline; elsewhere, where they are."""
        if (shape := self._canvas.construction) is not None and shape.edits():
            yield self._shown
        yield from (name for name, one in self._kept.items() if one.shape.edits())
        elsewhere = (one for kept in self._elsewhere.values() for one in kept.values())
        yield from (written_path(str(one.path)) for one in elsewhere if one.shape.edits())

    @Slot()
    def _close(self) -> None:
        self._may_be_lost = True
        self._canvas.window().close()

    @Slot(object)
    def _follow_names(self, names: Mapping[str, str]) -> None:
        """Pictures have other names; what is drawn in them stays with them, and with no other that is called so now."""
        self._shown = names.get(self._shown, self._shown)
        if self._session is not None:
            moved = {names[name]: self._kept.pop(name) for name in names if name in self._kept}
            for name in names.values():
                self._kept.pop(name, None)  # of a picture that is gone
            self._kept |= {name: replace(kept, path=self._session.path(name)) for name, kept in moved.items()}

    @Slot(object)
    def _keep(self, shape: Construction) -> None:
        if self._shown and self._session is not None:
            path = self._session.path(self._shown)
            self._kept[self._shown] = _Kept(shape.release(), self._tool, self._size, path, self._selection.ids)

    @Slot(str)
    def _take(self, tool: str) -> None:
        self._tool = tool
        kept = self._kept.get(self._shown)
        is_seen = self._desk.size is not None
        if kept is not None and kept.tool == tool and is_seen and not self._canvas.dragging:
            del self._kept[self._shown]
            self._canvas.go_on(kept.shape)

    @Slot(str)
    def _go_on(self, name: str) -> None:
        """Go on, unless the picture's file is another one of another size by now."""
        self._shown, self._size = name, self._desk.size or (0, 0)
        kept = self._kept.pop(name, None)
        if kept is None or kept.size != self._size:
            return
        if not self._actions[kept.tool].isChecked():
            self._actions[kept.tool].trigger()
        picture = self._desk.picture
        self._selection.select([one for one in kept.selected if picture and picture.document.find_object(one)])
        self._canvas.go_on(kept.shape)


class _Question(QMessageBox):
    """Whether shapes may be lost.

    Args:
        names: of the pictures that they are in.
        parent: the window.
    """

    def __init__(self, names: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Quit"))
        self.setText(self.tr("%Ln outline(s) are not finished, and would be lost.", "", len(names)))
        more = ["…"] if len(names) > _MOST_NAMED else []
        self.setInformativeText("\n".join([*names[:_MOST_NAMED], *more]))
        self.quit = self.addButton(self.tr("Quit anyway"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.addButton(self.tr("Go on drawing"), QMessageBox.ButtonRole.RejectRole))
