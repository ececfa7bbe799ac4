"""The window: what it consists of, and which project it shows."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from sam3_studio.app.actions import Actions, Context, Menu
from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.inference.messages import LoadFunction
from sam3_studio.app.inference.worker import load_predictor
from sam3_studio.app.language import translated
from sam3_studio.app.main_window.arrangement import Arrangement, Panel
from sam3_studio.app.main_window.keys import Keys
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.models.graphics_card import attend
from sam3_studio.app.main_window.models.models import Models
from sam3_studio.app.main_window.objects.guiding import Guide
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.pictures.listing import Listing
from sam3_studio.app.main_window.pictures.preparation import Preparation
from sam3_studio.app.main_window.pictures.queueing import Queueing
from sam3_studio.app.main_window.pictures.recounting import Recounting
from sam3_studio.app.main_window.pictures.refreshing import Refreshing
from sam3_studio.app.main_window.pictures.timekeeping import Timekeeping
from sam3_studio.app.main_window.pictures.travel import Travel
from sam3_studio.app.main_window.preferences import Preferences
from sam3_studio.app.main_window.projects.backups import Backups
from sam3_studio.app.main_window.projects.imports import Imports
from sam3_studio.app.main_window.projects.outcomes import Outcomes
from sam3_studio.app.main_window.projects.updating import UpdateAssistant
from sam3_studio.app.main_window.projects.welcome import Welcome
from sam3_studio.app.main_window.reviewing import Reviewing
from sam3_studio.app.main_window.runs.runs import Runs
from sam3_studio.app.main_window.telling import Telling
from sam3_studio.app.main_window.viewing import Viewing
from sam3_studio.app.main_window.workbench import Panels, Workbench
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.run_strip import RunStrip
from sam3_studio.app.panels.start.page import StartPage
from sam3_studio.app.panels.status import StatusBar
from sam3_studio.app.panels.tool_bar import ToolBar
from sam3_studio.app.session.reading import PictureReader
from sam3_studio.app.session.session import Session, last_picture
from sam3_studio.app.settings import Settings
from sam3_studio.app.theme import Theme
from sam3_studio.app.threads.job import jobs_have_ended
from sam3_studio.app.threads.lingering import all_stop, have_all_ended
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.picture_shelf import PictureShelf
from sam3_studio.dataset.project.location import is_project_of
from sam3_studio.dataset.project.storage.soundness import DamagedProjectError
from sam3_studio.dataset.project.versions import needs_update

_TOOLS = (
    ("select",),
    ("positive_box", "negative_box"),
    ("brush", "eraser", "polygon", "rectangle"),
    ("corners", "cut", "fill"),
    ("look_again", "take_away"),
)
"""In the bar over the picture."""
_PATIENCE = 0.6
"""Seconds that closing the window may take."""


class MainWindow(QMainWindow):
    """Start page or project, with everything around.

    Args:
        settings: of the person.
        theme: of the program.
        load: loads models.
    """

    def __init__(self, settings: Settings, theme: Theme, load: LoadFunction = load_predictor) -> None:
        super().__init__()
        self._settings = settings
        self.session: Session | None = None
        self.has_ended = False
        self.notifier = notifier = Notifier(self)
        self.commands = Actions(self, theme.icon)
        pictures = PictureShelf()
        self.controller = Controller(load, self, pictures)
        self.reader = PictureReader(self, pictures)
        self.canvas = Canvas()
        self.tools = ToolBar([[self.commands[name] for name in group] for group in _TOOLS])
        self.files = FilesPanel()
        self.prompt = PromptPanel()
        self.classes = ClassesPanel()
        self.instances = InstancesPanel()
        self.start_page = StartPage()
        self.strip = RunStrip()
        self.status = StatusBar()
        self.desk = Desk(self.canvas, self.reader, notifier, self)
        self.asking = Asking(self.controller, settings, self)
        self.listing = Listing(self.files, self)
        self.travel = Travel(self.commands, self.files, self.desk, self.asking, self.reader, settings, notifier, self)
        self.queueing = Queueing(self.commands, self.files, settings, notifier, self)
        panels = Panels(self.files, self.prompt, self.classes, self.instances, self.tools)
        self.workbench = Workbench(
            self.commands, panels, self.desk, self.asking, self.controller, settings, notifier, self
        )
        selection = self.workbench.selection
        self.reviewing = Reviewing(
            self.commands, self.desk, self.travel, selection, self.controller, settings, notifier, self
        )
        self.timekeeping = Timekeeping(self.desk, self)
        self.recounting = Recounting(self.desk, self)
        self.refreshing = Refreshing(self.commands, self.desk, notifier, self)
        self.preferences = Preferences(self.commands, settings, theme, self.files, notifier, self)
        self.keys = Keys(self.commands, self.prompt, self.instances, settings, self)
        self.models = Models(
            self.commands, self.controller, self.asking, self.start_page, self.status, settings, notifier, self
        )
        self.runs = Runs(self.commands, self.controller, self.asking, self.files, self.strip, settings, notifier, self)
        self.preparation = Preparation(self.controller, self.status, self)
        self.imports = Imports(self.commands, settings, notifier, self)
        self.backups = Backups(self.commands, notifier, self)
        self.viewing = Viewing(self.commands, self.canvas, self.status, settings, self)
        self.guide = Guide(self.desk, self.travel, self.workbench.objects, notifier, self)
        self.outcomes = Outcomes(self.commands, self.desk, self.guide, settings, self)
        self._arrange()
        self._connect()
        self._show_session(None)

    def begin(self) -> None:
        """Load the model; called once the window is painted."""
        self.preferences.begin()
        self.models.begin()
        attend(self.commands, self.notifier, self.controller, self)

    def open(self, path: Path) -> None:
        """Open the project of a folder, or a project file, in the place of the one that is open.

        Where that is the same, it stays, and its folder is looked through for pictures that have come since. One that
        is lost is closed first: nothing can be written to it any more.
        """
        if self.session is not None and self.session.project.is_lost:
            self.close_project()
        if self.session is not None and is_project_of(path, self.session.project.file):
            self.refreshing.begin()
        elif not needs_update(path):
            self._open(path)
        else:
            assistant = UpdateAssistant(path, self.notifier, self)
            assistant.updated.connect(self._open)
            assistant.ended.connect(self.welcome.show_recent)
            assistant.begin()

    @Slot(object)
    def _open(self, path: Path) -> None:
        try:
            session = Session(path, self)
        except DamagedProjectError as error:
            self.backups.refuse(path, error)
            self.welcome.show_recent()
            return
        except DatasetError as error:
            self.notifier.fail(translated(error))
            self.welcome.show_recent()
            return
        self.close_project()
        self._show_session(session)
        self.welcome.note(session)
        session.told.connect(self.notifier.warn)
        if last := last_picture(session.project):
            self.travel.go_to(last)
        self.listing.set_session(session)
        session.scan()

    def close_project(self) -> None:
        """Close the project that is open, and go back to the start page."""
        if self.session is not None:
            session, self.session = self.session, None
            self.welcome.note(session)
            self._show_session(None)
            try:
                session.close()
            except DatasetError as error:
                self.notifier.fail(translated(error))
            session.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's: end every thread that can be ended soon; everything is on disk already, but what is half drawn."""
        if not self.workbench.unfinished.lets_close():
            event.ignore()
            return
        self.arrangement.remember()
        self.close_project()
        own = self.controller.close, self.files.stop, self.reader.close, self.welcome.stop
        stops = *own, have_all_ended, jobs_have_ended
        self.has_ended = all_stop(stops, _PATIENCE)
        self._settings.save()
        event.accept()

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        self._work = _work_place(self.tools, self.canvas, self.strip)
        self._stack.addWidget(self._work)
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.status)
        menus = self.commands.fill_menu_bar(self.menuBar())
        self.viewing.add_menus(menus[Menu.VIEW])
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        panels = (
            # What is worked on stands at the left, what is done with it at the right.
            Panel("files", self.tr("Pictures"), self.files, left, 0),
            Panel("classes", self.tr("Classes"), self.classes, left, 245),
            Panel("prompt", self.tr("Prompt"), self.prompt, right, 456),
            Panel("instances", self.tr("Objects"), self.instances, right, 0),
        )
        self.telling = Telling(self.commands, self.status, self.notifier, self.tools, self)
        self.arrangement = Arrangement(self, panels, self.commands, menus[Menu.VIEW], self._settings)
        self.welcome = Welcome(self.start_page, self.commands, menus[Menu.FILE], self._settings, self.notifier, self)

    def _connect(self) -> None:
        self.commands["close_project"].triggered.connect(self.close_project)
        self.commands["run"].triggered.connect(self.models.tell_if_off)
        self.prompt.run_requested.connect(self.models.tell_if_off)
        self.runs.found_shown.connect(self.queueing.lead)
        self.imports.begins.connect(self.runs.hold)
        for part in (self.imports, self.backups):
            part.begins.connect(self.queueing.hold)
            part.begins.connect(self.listing.hold)
            part.begins.connect(self.close_project)
            part.ended.connect(self.open)
        self.commands["quit"].triggered.connect(self.close)
        self.commands["edit_prompt"].triggered.connect(self.prompt.focus_concepts)
        self.commands["search_files"].triggered.connect(self.files.focus_search)
        self.models.told.connect(self.prompt.set_model)
        self.reviewing.looked.connect(self.timekeeping.touch_many)
        self.reviewing.decided.connect(self.timekeeping.decide)
        self.welcome.chosen.connect(self.open)
        self.preferences.model_requested.connect(self.models.open_dialog)
        self.preferences.keys_requested.connect(self.keys.change)
        self.workbench.labeling.nothing_cancelled.connect(self.arrangement.leave_full_screen)
        self.listing.begun.connect(self.travel.begin_at)
        self.travel.moved.connect(self._show_title)

    def _show_session(self, session: Session | None) -> None:
        self.session = session
        if session is None:
            self.listing.set_session(None)
        self.commands.allow_all(Context.PICTURE, "" if session else self.tr("Open a folder first."))
        staying = self.workbench.staying
        work = (staying, self.desk, self.asking, self.travel, self.workbench, self.queueing, self.reviewing)
        around = (self.preferences, self.preparation, self.telling, self.runs, self.timekeeping, self.imports)
        for part in (*work, *around, self.recounting, self.refreshing, self.backups, self.viewing, self.outcomes):
            part.set_session(session)
        self.arrangement.set_open(session is not None)
        self._stack.setCurrentWidget(self._work if session else self.start_page)
        if session is not None:  # Qt would choose the first tool, and Space would press that
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_title()

    @Slot(str)
    def _show_title(self, picture: str = "") -> None:
        """The picture and its folder; the system adds the program's name."""
        root = self.session.project.root.name if self.session else ""
        self.setWindowTitle(" – ".join(filter(None, (picture, root))))


def _work_place(tools: QWidget, canvas: QWidget, strip: QWidget) -> QWidget:
    """The picture, with its tools above and the run below."""
    place = QWidget()
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(tools)
    layout.addWidget(canvas, 1)
    layout.addWidget(strip)
    return place
