"""The ways to a project: start page, dialogs of files, what was open before, and what is dropped on the window."""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from sam3_studio.app.actions import Actions, RecentMenu
from sam3_studio.app.language import translated
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.start.page import StartPage, dropped_path, leave_in_place
from sam3_studio.app.panels.start.values import RecentProject
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Recent, Settings, with_recent, without
from sam3_studio.app.settings.table import LAST_FOLDER, LAST_IMPORT, RECENT_PROJECTS
from sam3_studio.app.threads.presence import Presence
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.images import EXTENSIONS
from sam3_studio.dataset.project.location import FILE_NAME, SUFFIX, locate
from sam3_studio.dataset.samples import samples_copy
from sam3_studio.dataset.unread import UNREAD


class Welcome(QObject):
    """Asks for folders and projects, and remembers those that were open.

    Signals:
        chosen (Path): this folder or project file is to be opened.

    Args:
        page: the start page.
        actions: of the window.
        menu: gets a menu of what was open before, after the actions that open.
        settings: remember it.
        notifier: is told what goes wrong.
        window: that dialogs lie over, and that folders are dropped on.
    """

    chosen = Signal(object)

    def __init__(
        self, page: StartPage, actions: Actions, menu: QMenu, settings: Settings, notifier: Notifier, window: QWidget
    ) -> None:
        super().__init__(window)
        self._page = page
        self._settings = settings
        self._notifier = notifier
        self._window = window
        self._import = actions["import_labels"]
        self._recent = RecentMenu((), window)
        self._presence = Presence(self)
        self._presence.changed.connect(self._list_recent)
        entries = menu.actions()
        menu.insertMenu(entries[entries.index(actions["open_project"]) + 1], self._recent)
        actions["open_folder"].triggered.connect(self._ask_for_folder)
        actions["open_project"].triggered.connect(self._ask_for_project)
        page.folder_requested.connect(self._ask_for_folder)
        page.project_requested.connect(self._ask_for_project)
        page.samples_requested.connect(self._open_samples)
        page.path_dropped.connect(self._take)
        page.recent_chosen.connect(self._take)
        page.recent_removed.connect(self._forget)
        self._recent.chosen.connect(self._take)
        self._recent.cleared.connect(self._forget_all)
        settings.changes_of(RECENT_PROJECTS).connect(self.show_recent)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.show_recent()

    def note(self, session: Session) -> None:
        """Remember a project, when it was open, and how far it is; called when it is opened and before it is closed."""
        path = str(_named(session))
        self._settings.look_again(RECENT_PROJECTS)  # other windows have opened others
        recent = self._settings.get(RECENT_PROJECTS)
        before = next((one for one in recent if one.path == path), Recent(path))
        try:
            images = session.project.images.counts().images
            done, total = images.get(ImageState.DONE, 0), sum(images.values())
        except DatasetError:
            done, total = before.done, before.total  # who opens or closes it is told already
        self._settings.set(RECENT_PROJECTS, with_recent(Recent(path, time.time(), done, total), recent))
        self._settings.set(LAST_FOLDER, str(session.project.root.parent))

    @Slot()
    def show_recent(self, _value: object = None) -> None:
        """List them, and look again which of them are there."""
        paths = [one.path for one in self._settings.get(RECENT_PROJECTS)]
        self._recent.set_paths(paths)
        self._list_recent()
        self._presence.look(paths)

    def stop(self, timeout: float) -> bool:
        """Look for nothing more; whether that has ended in so many seconds. A drive that does not answer keeps it."""
        return self._presence.stop(timeout)

    @Slot()
    def _list_recent(self) -> None:
        there = self._presence.is_there
        recent = self._settings.get(RECENT_PROJECTS)
        self._page.set_recent(
            [RecentProject(one.path, one.time, one.done, one.total, there(one.path)) for one in recent]
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: a folder or project may be dropped on the window also while another one is open."""
        if watched is self._window:
            if isinstance(event, QDragEnterEvent):
                return bool(dropped_path(event.mimeData())) and leave_in_place(event)
            if isinstance(event, QDragMoveEvent):
                return leave_in_place(event)
            if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and leave_in_place(event):
                self._take_dropped(dropped_path(event.mimeData()))
                return True
        return False

    @Slot()
    def _ask_for_folder(self) -> None:
        title = self.tr("Open a folder of photos")
        self._take(QFileDialog.getExistingDirectory(self._window, title, self._settings.get(LAST_FOLDER)))

    @Slot()
    def _ask_for_project(self) -> None:
        kinds = self.tr("Projects") + f" (*{SUFFIX})"
        title = self.tr("Open a project")
        self._take(QFileDialog.getOpenFileName(self._window, title, self._settings.get(LAST_FOLDER), kinds)[0])

    @Slot()
    def _open_samples(self) -> None:
        try:
            self.chosen.emit(samples_copy())
        except DatasetError as error:
            self._notifier.fail(translated(error))

    @Slot(str)
    def _take(self, path: str) -> None:
        """Open a folder or project; of any other file the folder that it lies in."""
        if path:
            given = Path(path)
            is_other = is_there(given) and given.is_file() and given.suffix != SUFFIX
            self.chosen.emit(given.parent if is_other else given)

    def _take_dropped(self, path: str) -> None:
        """What is neither project nor picture may be labels of the project that is open, or an archive of such."""
        given = Path(path)
        is_other = given.suffix != SUFFIX and given.suffix.lower() not in EXTENSIONS | UNREAD
        if is_other and self._import.isEnabled() and is_there(given) and given.is_file():
            # The dialog proposes what was chosen last, and says what is wrong with it.
            self._settings.set(LAST_IMPORT, str(given))
            self._import.trigger()
        else:
            self._take(path)

    @Slot(str)
    def _forget(self, path: str) -> None:
        self._settings.look_again(RECENT_PROJECTS)
        recent = self._settings.get(RECENT_PROJECTS)
        self._settings.set(RECENT_PROJECTS, without(path, recent))

    @Slot()
    def _forget_all(self) -> None:
        self._settings.set(RECENT_PROJECTS, ())


def _named(session: Session) -> Path:
    """What opens the project again: the folder of its pictures, or its file where the folder has another one."""
    file, root = session.project.file, session.project.root
    try:
        return root if locate(root).file == file else file
    except DatasetError:  # its drive is away
        return root if session.project.lies_elsewhere or file == root / FILE_NAME else file
