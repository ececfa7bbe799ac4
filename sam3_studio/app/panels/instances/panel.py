"""Candidates and accepted objects of the picture in hand."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sam3_studio.app.actions import TellingMenu
from sam3_studio.app.panels.instances.model import InstanceModel, InstanceRow
from sam3_studio.app.panels.instances.view import InstanceView
from sam3_studio.app.panels.parts import MARGIN, SPACING, ElidedLabel, open_row_menu
from sam3_studio.app.theme import icon
from sam3_studio.app.theme.texts import make_quiet


class InstancesPanel(QWidget):
    """Lists candidates, then objects.

    Signals:
        selection_changed (tuple[str, ...]): a person has selected these ids.
        accept_requested (str): a candidate is to be accepted.
        reject_requested (str, bool): a candidate is to be rejected; whether nothing like it is to be found either.
        hidden_changed (str, bool): whether an object is to be hidden.
        locked_changed (str, bool): whether an object is to be locked.
        class_requested (str): an object is to be of another class.
        remove_requested (str): an object is to be deleted.
        opened (str): an object or candidate is to be looked at closely.

    What is asked for one of several that are selected is meant for all of them.
    """

    selection_changed = Signal(object)
    accept_requested = Signal(str)
    reject_requested = Signal(str, bool)
    hidden_changed = Signal(str, bool)
    locked_changed = Signal(str, bool)
    class_requested = Signal(str)
    remove_requested = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = InstanceModel(self)
        self._list = InstanceView(self._model)
        self._list.setAccessibleName(self.tr("Objects and candidates"))
        self._list.set_empty_text(self.tr("Nothing here yet."))
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self._list.selection_made.connect(self.selection_changed)
        self._list.sign_clicked.connect(self._take_sign)
        self._list.opened.connect(self.opened)
        self._count = ElidedLabel()
        make_quiet(self._count)
        self._count.setContentsMargins(MARGIN, SPACING, MARGIN, SPACING)
        self._unseen = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._count)
        self._tell_count()

    @property
    def selection(self) -> frozenset[str]:
        """Ids of what is selected."""
        return self._list.selected_ids

    @property
    def candidates(self) -> tuple[str, ...]:
        """Ids of the candidates, as they are sorted; ghosts come last."""
        return tuple(row.id for row in self._model.rows() if row.is_candidate)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """The keys of actions by id, as they are shown: a tip tells by which a candidate is accepted."""
        self._list.set_keys(keys)

    def set_rows(self, rows: Sequence[InstanceRow]) -> None:
        """Show these; what is still there stays selected, and nobody is told.

        Where every candidate that was selected is gone, the next one is selected, which is told.
        """
        self._model.set_rows(rows)
        self._list.set_empty_text("" if rows else self.tr("Nothing here yet."))
        self._tell_count()

    def set_unseen(self, unseen: str) -> None:
        """Say in a word or two that objects are there and not shown; nothing for those that are."""
        if unseen != self._unseen:
            self._unseen = unseen
            self._tell_count()

    def set_selection(self, ids: Collection[str]) -> None:
        """Select these and no others, telling nobody."""
        if frozenset(ids) != self._list.selected_ids:
            self._list.select_ids(ids)

    def menu_for(self, row: InstanceRow) -> QMenu:
        """Everything that can be done with an object or a candidate."""
        menu = TellingMenu(self)
        if row.is_candidate:
            accept = menu.addAction(icon("accept"), self.tr("Accept"))
            accept.triggered.connect(partial(self.accept_requested.emit, row.id))
            reject = menu.addAction(icon("reject"), self.tr("Reject"))
            reject.triggered.connect(partial(self.reject_requested.emit, row.id, False))
            never = menu.addAction(self.tr("Reject, and nothing like it"))
            never.triggered.connect(partial(self.reject_requested.emit, row.id, True))
        else:
            hide = menu.addAction(icon("hide"), self.tr("Show") if row.hidden else self.tr("Hide"))
            hide.triggered.connect(partial(self.hidden_changed.emit, row.id, not row.hidden))
            lock = menu.addAction(icon("lock"), self.tr("Unlock") if row.locked else self.tr("Lock"))
            lock.triggered.connect(partial(self.locked_changed.emit, row.id, not row.locked))
            change = menu.addAction(self.tr("Change class…"))
            change.triggered.connect(partial(self.class_requested.emit, row.id))
            remove = menu.addAction(icon("delete"), self.tr("Delete"))
            remove.triggered.connect(partial(self.remove_requested.emit, row.id))
            if row.locked:
                why = self.tr("It is locked; unlock it first.")
                for action in (change, remove):
                    action.setEnabled(False)
                    action.setToolTip(f"{action.text()}\n{why}")
        menu.addSeparator()
        look = menu.addAction(icon("zoom-in"), self.tr("Look closely"))
        look.triggered.connect(partial(self.opened.emit, row.id))
        return menu

    def open_menu(self, instance_id: str, at: QPoint) -> None:
        """Open the menu of an object or a candidate elsewhere.

        Args:
            instance_id: of it.
            at: in pixels of the screen.
        """
        row = self._model.row_of(instance_id)
        if row >= 0:
            menu = self._menu_of(row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def _menu_of(self, row: int) -> QMenu:
        return self.menu_for(self._model.row(row))

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        open_row_menu(self._list, at, self._menu_of)

    @Slot(str, str)
    def _take_sign(self, instance_id: str, sign: str) -> None:
        row = self._model.row(self._model.row_of(instance_id))
        match sign:
            case "accept":
                self.accept_requested.emit(instance_id)
            case "reject":
                self.reject_requested.emit(instance_id, False)
            case "hidden":
                self.hidden_changed.emit(instance_id, not row.hidden)
            case "locked":
                self.locked_changed.emit(instance_id, not row.locked)

    def _tell_count(self) -> None:
        rows = self._model.rows()
        objects = sum(not row.is_candidate for row in rows)
        ghosts = sum(row.ghost for row in rows)
        candidates = len(rows) - objects - ghosts
        text = self.tr("Accepted {objects} · Candidates {candidates}").format(
            objects=self.locale().toString(objects), candidates=self.locale().toString(candidates)
        )
        if objects and self._unseen:
            text = self.tr("Accepted {objects}, {unseen} · Candidates {candidates}").format(
                objects=self.locale().toString(objects),
                unseen=self._unseen,
                candidates=self.locale().toString(candidates),
            )
        if ghosts:
            text = self.tr("{text}, {n} just below").format(text=text, n=self.locale().toString(ghosts))
        self._count.set_text(text)
