"""What surrounds a picture in hand, for tests of the window's parts."""

from dataclasses import dataclass

from fake_model import FakeModel

from sam3_studio.app.canvas.canvas import Canvas
from sam3_studio.app.inference.controller import Controller
from sam3_studio.app.main_window.asking import Asking
from sam3_studio.app.main_window.desk import Desk
from sam3_studio.app.notify import Notifier
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings


@dataclass
class Bench:
    """What surrounds a picture in hand."""

    session: Session
    model: FakeModel
    controller: Controller
    settings: Settings
    canvas: Canvas
    desk: Desk
    asking: Asking
    notifier: Notifier
