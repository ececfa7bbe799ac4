"""Dialogs about classes: a new one, another name or colour, a file full of them, and their removal."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from sam3_studio.app.actions import Actions
from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.class_editor import ClassEditor
from sam3_studio.app.dialogs.import_classes import ClassList, ImportClassesDialog
from sam3_studio.app.main_window.connecting import connect_actions
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings.table import CONFIRM
from sam3_studio.core.labeling import LabelClass
from sam3_studio.dataset.class_files import read_class_names


class ClassDialogs(QObject):
    """Connects what opens a dialog about classes.

    Args:
        actions: of the window.
        panel: lists the classes.
        desk: tells what cannot be done.
        settings: whether to ask before a class is removed.
        notifier: tells how many were imported.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        panel: ClassesPanel,
        desk: Desk,
        settings: Settings,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._desk = desk
        self._settings = settings
        self._notifier = notifier
        self._session: Session | None = None
        connect_actions(actions, {"new_class": self._ask_for_new, "import_classes": self._ask_for_file}, self)
        panel.add_requested.connect(self._ask_for_new)
        panel.import_requested.connect(self._ask_for_file)
        panel.edit_requested.connect(self._edit)
        panel.remove_requested.connect(self._ask_to_remove)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none."""
        self._session = session

    def offer_file(self, file: Path) -> None:
        """Show the classes that a file names, to choose from."""
        if self._session is None:
            return
        with self._desk.telling():
            names = read_class_names(file)
            known = frozenset(one.name for one in self._session.classes.listed)
            dialog = ImportClassesDialog(ClassList(file.name, names, known), self._panel.window())
            dialog.names_chosen.connect(self._import)
            parts.open_once(dialog)

    @Slot()
    def _ask_for_new(self) -> None:
        if self._session is not None:
            editor = ClassEditor(self._session.classes.blank(), self._session.classes.listed, self._panel.window())
            editor.class_chosen.connect(self._add)
            parts.open_once(editor)

    @Slot(int)
    def _edit(self, class_id: int) -> None:
        if self._session is not None and (one := self._session.classes.find(class_id)):
            others = [other for other in self._session.classes.listed if other.id != class_id]
            editor = ClassEditor(one, others, self._panel.window())
            editor.class_chosen.connect(self._change)
            parts.open_once(editor)

    @Slot(object)
    def _add(self, form: LabelClass) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._session.classes.add(form)

    @Slot(object)
    def _change(self, form: LabelClass) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._session.classes.change(form)

    @Slot()
    def _ask_for_file(self) -> None:
        if self._session is None:
            return
        kinds = self.tr("Lists of classes (*.txt *.json *.yaml *.yml *.names);;All files (*)")
        title = self.tr("Import classes from a text file, COCO or data.yaml")
        file, _ = QFileDialog.getOpenFileName(self._panel.window(), title, str(self._session.project.root), kinds)
        if file:
            self.offer_file(Path(file))

    @Slot(object)
    def _import(self, names: tuple[str, ...]) -> None:
        if self._session is not None:
            with self._desk.telling():
                count = self._session.classes.add_names(names)
                self._notifier.inform(self.tr("%Ln class(es) added.", "", count))

    @Slot(int)
    def _ask_to_remove(self, class_id: int) -> None:
        session = self._session
        one = session.classes.find(class_id) if session else None
        if session is None or one is None:
            return
        with self._desk.telling():
            objects, pictures = session.project.classes.count_objects(class_id)
            if not self._settings.get(CONFIRM):
                self._remove(class_id)
                return
            box = QMessageBox(self._panel.window())
            box.setIcon(QMessageBox.Icon.Warning)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setWindowTitle(self.tr("Remove class"))
            box.setText(self.tr("Remove the class “{name}”?").format(name=parts.brief(one.name)))
            box.setInformativeText(self._losses(objects, pictures))
            remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
            box.setDefaultButton(box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole))
            remove.clicked.connect(partial(self._remove, class_id))
            parts.open_once(box)

    def _losses(self, objects: int, pictures: int) -> str:
        if not objects:
            return self.tr("It has no objects; its prompt boxes go with it.")
        text = self.tr("{objects} in {pictures} will be deleted with it. Undo does not bring them back.")
        return text.format(
            objects=self.tr("%Ln object(s)", "", objects), pictures=self.tr("%Ln picture(s)", "", pictures)
        )

    def _remove(self, class_id: int, _checked: object = None) -> None:
        if self._session is not None:
            with self._desk.telling():
                self._session.classes.remove(class_id)
