"""Everything that is done with the picture in hand, put together: each room does one part of it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from sam3_studio.app.actions import Actions
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.availability import Availability
from sam3_studio.app.main_window.labeling import Labeling
from sam3_studio.app.main_window.models.asking import Asking
from sam3_studio.app.main_window.objects.areas import Areas
from sam3_studio.app.main_window.objects.candidates import Candidates
from sam3_studio.app.main_window.objects.clipboard import Clipboard
from sam3_studio.app.main_window.objects.correcting import Correcting
from sam3_studio.app.main_window.objects.details import ObjectDetails
from sam3_studio.app.main_window.objects.flags import Flags
from sam3_studio.app.main_window.objects.masks import Masks
from sam3_studio.app.main_window.objects.misfits import Misfits
from sam3_studio.app.main_window.objects.objects import Objects
from sam3_studio.app.main_window.objects.selection import Selection
from sam3_studio.app.main_window.pictures.desk import Desk
from sam3_studio.app.main_window.prompts.boxes import Boxes
from sam3_studio.app.main_window.prompts.class_dialogs import ClassDialogs
from sam3_studio.app.main_window.prompts.classes import Classes
from sam3_studio.app.main_window.prompts.looking import Looking
from sam3_studio.app.main_window.prompts.prompting import Prompting
from sam3_studio.app.main_window.sides import Sides
from sam3_studio.app.main_window.staying import Staying
from sam3_studio.app.main_window.tooling import Tooling
from sam3_studio.app.main_window.unfinished import Unfinished
from sam3_studio.app.notify import Notifier
from sam3_studio.app.panels.classes.panel import ClassesPanel
from sam3_studio.app.panels.files.panel import FilesPanel
from sam3_studio.app.panels.instances.panel import InstancesPanel
from sam3_studio.app.panels.prompt.panel import PromptPanel
from sam3_studio.app.panels.tool_bar import ToolBar
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings


@dataclass(frozen=True, slots=True)
class Panels:
    """What stands around the canvas.

    Attributes:
        files: the pictures.
        prompt: what finds the current class.
        classes: all classes.
        instances: objects and candidates of the picture in hand.
        tools: over the picture.
    """

    files: FilesPanel
    prompt: PromptPanel
    classes: ClassesPanel
    instances: InstancesPanel
    tools: ToolBar


class Workbench(QObject):
    """The rooms in which actions, panels and canvas meet.

    Args:
        actions: of the window.
        panels: stand around the canvas.
        desk: has the picture in hand.
        asking: searches in it.
        controller: of the model.
        settings: of the person.
        notifier: of the window.
        parent: of this object.
    """

    def __init__(
        self,
        actions: Actions,
        panels: Panels,
        desk: Desk,
        asking: Asking,
        controller: Controller,
        settings: Settings,
        notifier: Notifier,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        files, instances = panels.files, panels.instances
        self.selection = selection = Selection(desk.canvas, instances, self)
        self.staying = Staying(selection, desk, self)
        self.sides = Sides(panels.prompt, panels.classes, instances, desk, asking, self)
        self.labeling = Labeling(actions, selection, desk, asking, self)
        self.boxes = Boxes(desk, self)
        self.classes = Classes(panels.classes, desk, self.boxes, self)
        self.class_dialogs = ClassDialogs(actions, panels.classes, desk, settings, notifier, self)
        self.prompting = Prompting(panels.prompt, actions, desk, asking, self.classes, settings, self)
        self.candidates = Candidates(actions, instances, selection, desk, notifier, self)
        self.objects = Objects(actions, instances, selection, desk, self.candidates, self.classes, notifier, self)
        self.flags = Flags(actions, instances, self.objects, desk, self)
        self.tooling = Tooling(actions, panels.tools, self.objects, desk, settings, self)
        self.unfinished = Unfinished(actions, self.tooling, desk, selection, self)
        self.misfits = Misfits(desk, self.objects, notifier, self)
        self.areas = Areas(self.objects, desk, self.misfits, self.classes, notifier, self)
        self.correcting = Correcting(
            actions, panels.tools.correct, self.objects, desk, self.misfits, controller, notifier, self
        )
        self.looking = Looking(actions, panels.prompt.closer, desk, asking, controller, notifier, self)
        self.masks = Masks(actions, self.objects, desk, self.misfits, notifier, self)
        self.details = ObjectDetails(actions, self.objects, desk, notifier, self)
        self.clipboard = Clipboard(actions, files, desk, self.objects, notifier, self)
        self.availability = Availability(actions, files, desk, self.objects, self.clipboard, self)

    def set_session(self, session: Session | None) -> None:
        """Another project is open, or none; to be called after the actions of pictures were enabled or disabled."""
        self.sides.set_session(session)
        self.boxes.set_session(session)
        self.labeling.set_session(session)
        self.classes.set_session(session)
        self.unfinished.set_session(session)
        self.class_dialogs.set_session(session)
        self.prompting.set_session(session)
        self.correcting.set_session(session)
        self.looking.set_session(session)
        self.masks.set_session(session)
        self.details.set_session(session)
        self.clipboard.set_session(session)
        self.availability.set_session(session)
