"""The window: what it consists of, and which project it shows."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMainWindow, QStackedWidget, QWidget

from sam3_studio.app.actions import Actions, Context, Menu, with_recent
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import Failed, ModelChoice, ModelInfo
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.main_window.exporting import ExportAssistant
from sam3_studio.app.main_window.travel import Travel
from sam3_studio.app.main_window.viewing import Viewing
from sam3_studio.app.main_window.workbench import Panels, Workbench
from sam3_studio.app.notify import NoticeBars, Notifier
from sam3_studio.app.panels.classes import ClassesPanel
from sam3_studio.app.panels.file_model import FileEntry
from sam3_studio.app.panels.files import FilesPanel
from sam3_studio.app.panels.instances import InstancesPanel
from sam3_studio.app.panels.prompt import PromptPanel
from sam3_studio.app.panels.start import StartPage
from sam3_studio.app.panels.start_values import ModelCard, ModelState, RecentProject
from sam3_studio.app.panels.status import EncodingState, PixelUnderCursor, StatusBar
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import table as setting
from sam3_studio.app.theme import Theme
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.resources import resource_path

_EMBEDDED = "models/embedded"
_NOTICES_TOP = 38
"""In pixels: notices lie below the menu bar."""


class MainWindow(QMainWindow):
    """Start page or project, with everything around.

    Args:
        settings: of the person.
        theme: of the program.
    """

    def __init__(self, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self.session: Session | None = None
        self.has_ended = False
        self.notifier = Notifier(self)
        self.commands = Actions(self, theme.icon)
        self.controller = Controller(parent=self)
        self.reader = PictureReader(self)
        self.canvas = Canvas()
        self.files = FilesPanel()
        self.prompt = PromptPanel()
        self.classes = ClassesPanel()
        self.instances = InstancesPanel()
        self.start_page = StartPage()
        self.status = StatusBar()
        self.desk = Desk(self.canvas, self.reader, self.notifier, self)
        self.asking = Asking(self.controller, settings, self)
        self.travel = Travel(
            self.commands, self.files, self.desk, self.asking, self.reader, settings, self.notifier, self
        )
        panels = Panels(self.files, self.prompt, self.classes, self.instances)
        self.workbench = Workbench(
            self.commands, self.canvas, panels, self.desk, self.asking, settings, self.notifier, self
        )
        self.viewing = Viewing(self.commands, self.canvas, settings, self)
        self._bars = NoticeBars(self, top=_NOTICES_TOP)
        self.notifier.told.connect(self._bars.show_notice)
        self._arrange()
        self._connect()
        self._show_session(None)

    def begin(self) -> None:
        """Load the model; called once the window is painted."""
        source = self._settings.get(setting.MODEL) or str(resource_path(_EMBEDDED))
        self.start_page.set_model(ModelCard(ModelState.LOADING))
        self.controller.load_model(
            ModelChoice(source, self._settings.get(setting.DEVICE), self._settings.get(setting.PRECISION))
        )

    def open(self, path: Path) -> None:
        """Open the project of a folder, or a project file, in the place of the one that is open."""
        try:
            session = Session(path, self)
        except DatasetError as error:
            self.notifier.fail(str(error))
            return
        self.close_project()
        self._show_session(session)
        recent = self._settings.get(setting.RECENT_PROJECTS)
        self._settings.set(setting.RECENT_PROJECTS, with_recent(str(path), recent))
        session.pictures_changed.connect(self._list_pictures)
        session.state_changed.connect(self.files.set_state)
        session.told.connect(self.notifier.warn)
        self._list_pictures()
        if last := session.last_picture():
            self.travel.go_to(last)
        session.scan()

    def close_project(self) -> None:
        """Close the project that is open, and go back to the start page."""
        if self.session is not None:
            session, self.session = self.session, None
            self._show_session(None)
            try:
                session.close()
            except DatasetError as error:
                self.notifier.fail(str(error))
            session.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's: end every thread; everything is on disk already."""
        self.close_project()
        self.files.stop()
        self.reader.close()
        self.has_ended = self.controller.close()
        self._settings.save()
        event.accept()

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.canvas)
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.status)
        menus = self.commands.fill_menu_bar(self.menuBar())
        self.viewing.add_menus(menus[Menu.VIEW])
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._docks = [
            self._dock(self.tr("Pictures"), "files", self.files, left),
            self._dock(self.tr("Prompt"), "prompt", self.prompt, right),
            self._dock(self.tr("Classes"), "classes", self.classes, right),
            self._dock(self.tr("Objects"), "instances", self.instances, right),
        ]
        self.resize(1280, 800)
        self.resizeDocks(self._docks[:2], [250, 290], Qt.Orientation.Horizontal)
        # The prompt is as high as what it shows; the lists below scroll.
        self.resizeDocks(self._docks[1:], [440, 150, 160], Qt.Orientation.Vertical)

    def _dock(self, title: str, name: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        self.commands["open_folder"].triggered.connect(self._ask_for_folder)
        self.commands["close_project"].triggered.connect(self.close_project)
        self.commands["export"].triggered.connect(self._export)
        self.commands["quit"].triggered.connect(self.close)
        self.commands["edit_prompt"].triggered.connect(self.prompt.focus_concepts)
        self.commands["search_files"].triggered.connect(self.files.focus_search)
        self.start_page.folder_requested.connect(self._ask_for_folder)
        self.start_page.samples_requested.connect(self._open_samples)
        self.start_page.path_dropped.connect(self._open_text)
        self.start_page.recent_chosen.connect(self._open_text)
        self.canvas.cursor_moved.connect(self._show_pixel)
        self.canvas.view_changed.connect(self.status.set_zoom)
        self.controller.model_changed.connect(self._show_model)
        self.controller.encoding.connect(self._show_encoding)
        self.controller.encoded.connect(self._show_encoded)
        self.controller.failed.connect(self._tell_failure)
        self.controller.notice.connect(self.notifier.warn)
        self._settings.failed.connect(self.notifier.warn)

    def _show_session(self, session: Session | None) -> None:
        self.session = session
        self.commands.set_enabled(Context.PICTURE, session is not None)
        for part in (self.desk, self.asking, self.travel, self.workbench):
            part.set_session(session)
        for dock in self._docks:
            dock.setVisible(session is not None)
        self._stack.setCurrentWidget(self.canvas if session else self.start_page)
        self.setWindowTitle(session.project.root.name if session else "")
        paths = self._settings.get(setting.RECENT_PROJECTS)
        self.start_page.set_recent([RecentProject(path, exists=Path(path).exists()) for path in paths])

    @Slot()
    def _list_pictures(self) -> None:
        if self.session is not None:
            entries = [FileEntry(one.name, one.state, one.failure or "") for one in self.session.records()]
            self.files.set_images(self.session.project.root, entries)
            if self.desk.picture is None and entries:
                QTimer.singleShot(0, self._go_to_first)

    @Slot()
    def _go_to_first(self) -> None:
        if self.desk.picture is None and (name := self.files.end(-1)):
            self.travel.go_to(name)

    @Slot()
    def _ask_for_folder(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, self.tr("Open a folder of photos")):
            self.open(Path(folder))

    @Slot()
    def _open_samples(self) -> None:
        self.open(resource_path("samples"))

    @Slot(str)
    def _open_text(self, path: str) -> None:
        self.open(Path(path))

    @Slot()
    def _export(self) -> None:
        if self.session is not None:
            ExportAssistant(self.session, self._settings, self).open()

    @Slot(object)
    def _show_model(self, model: ModelInfo | None) -> None:
        if model is None:
            self.start_page.set_model(ModelCard(ModelState.FAILED))
            return
        device = f"{model.device}, {model.dtype}"
        self.status.set_device(device, model.reason)
        self.start_page.set_model(ModelCard(ModelState.READY, model.name, device, model.reason))

    @Slot(object)
    def _show_encoding(self, _path: Path) -> None:
        self.status.set_encoding(EncodingState.ENCODING)

    @Slot(object, float)
    def _show_encoded(self, _path: Path, _seconds: float) -> None:
        self.status.set_encoding(EncodingState.READY)

    @Slot(object)
    def _tell_failure(self, failed: Failed) -> None:
        self.notifier.fail(failed.sentence)

    @Slot(float, float, object)
    def _show_pixel(self, x: float, y: float, color: tuple[int, int, int] | None) -> None:
        self.status.set_pixel(PixelUnderCursor(int(x), int(y), color) if color else None)
