"""The canvas: shows a picture with all that lies on it, and tells in signals what a person does there."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sam3_studio.app.canvas.contents import Contents
from sam3_studio.app.canvas.easel import Easel
from sam3_studio.app.canvas.foreground import Scenery
from sam3_studio.app.canvas.hand import Hand
from sam3_studio.app.canvas.insets import Insets
from sam3_studio.app.canvas.keyboard import Keyboard
from sam3_studio.app.canvas.mouse import Mouse
from sam3_studio.app.canvas.roaming import Roaming
from sam3_studio.app.canvas.showing import Showing
from sam3_studio.app.canvas.sight import Sight
from sam3_studio.app.canvas.stage import Stage
from sam3_studio.app.canvas.style import DisplayOptions
from sam3_studio.app.canvas.telling import Telling
from sam3_studio.app.canvas.tracking import Tracking
from sam3_studio.app.canvas.view import View
from sam3_studio.app.interaction import Construction, Tool


class Canvas(QWidget):
    """A picture, its objects, candidates and boxes.

    The canvas itself only takes what Qt tells, and hands it to its parts. Each of them owns what it is named after, and
    knows only parts that come before it:

    - `Sight`: the picture, and which part of it is seen; `Roaming`: by what means that changes;
    - `Showing`: how all that is drawn; `Insets`: minimap and legend;
    - `Contents`: what lies on the picture, and what of it is selected or pointed at;
    - `Tracking`: where the mouse is; `Telling`: what others hear of that a person does;
    - `Hand`: the tool, and what it is doing; `Mouse` and `Keyboard`: what moves it;
    - `Easel`: which picture all that is about.

    What others ask of the canvas or hear from it, a part does or tells: methods and signals of the canvas that have no
    description here are those of its parts. What a person does is told, and drawn only once it is given.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sight = sight = Sight(self)
        self._roaming = roaming = Roaming(self, sight)
        self._showing = showing = Showing(self, sight)
        self._insets = insets = Insets(self, sight)
        self._contents = contents = Contents(self, sight, showing, insets)
        self._tracking = tracking = Tracking(self, sight)
        telling = Telling(contents, self)
        self._hand = hand = Hand(self, sight, roaming, showing, contents, tracking, telling)
        self._mouse = Mouse(self, sight, roaming, contents, tracking, telling, hand)
        self._keyboard = Keyboard(sight, contents, tracking, telling, hand)
        easel = Easel(sight, showing, insets, contents, tracking, hand)
        self.view_changed, self.options_changed = sight.view_changed, contents.options_changed
        self.cursor_moved, self.cursor_left = tracking.cursor_moved, tracking.cursor_left
        self.candidate_clicked, self.menu_wanted = telling.candidate_clicked, telling.menu_wanted
        self.selection_changed, self.current_changed = telling.selection_changed, telling.current_changed
        self.box_drawn, self.box_changed = telling.box_drawn, telling.box_changed
        self.box_removed, self.box_chosen = telling.box_removed, telling.box_chosen
        self.area_edited, self.region_marked = telling.area_edited, telling.region_marked
        self.brush_turned = telling.brush_turned
        self.constructing, self.interrupted = telling.constructing, telling.interrupted
        self.fit, self.zoom_in, self.zoom_out, self.zoom_to = sight.fit, sight.zoom_in, sight.zoom_out, sight.zoom_to
        self.center_on, self.look_closely, self.visible_box = sight.center_on, sight.look_closely, sight.visible_box
        self.to_picture, self.to_widget, self.resume = sight.to_picture, sight.to_widget, sight.resume
        self.set_picture, self.leave, self.show_message = easel.set_picture, easel.leave, easel.show_message
        self.set_document, self.set_candidates = contents.set_document, contents.set_candidates
        self.set_sketch, self.set_semantic = contents.set_sketch, contents.set_semantic
        self.set_change, self.set_options = contents.set_change, contents.set_options
        self.set_selection, self.choose_box = contents.set_selection, contents.choose_box
        self.point_to, self.set_tool = contents.point_to, hand.set_tool
        self.finish, self.take_back, self.go_on = hand.finish, hand.take_back, hand.set_drag
        self.drop, self.drop_stroke = hand.drop, hand.drop_stroke
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("The picture and its labels. Shift and arrow keys pan, plus and minus zoom, Tab visits the labels.")
        )

    @property
    def view(self) -> View | None:
        """Where the picture lies in the widget; None without a picture."""
        return self._sight.view

    @property
    def zoom(self) -> float:
        """Device pixels for one pixel of the picture; 0 without a picture."""
        return self._sight.zoom

    @property
    def stage(self) -> Stage | None:
        """The picture and the masks on it; None without a picture."""
        return self._sight.stage

    @property
    def is_settled(self) -> bool:
        """Whether everything that is seen is drawn at its best."""
        return self._showing.is_settled

    @property
    def options(self) -> DisplayOptions:
        """How things look."""
        return self._contents.options

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected objects."""
        return self._contents.selected

    @property
    def chosen_box(self) -> str:
        """Id of the prompt box that has handles, "" for none."""
        return self._contents.chosen_box

    @property
    def pointed(self) -> str:
        """Id of the object or candidate that is pointed at, by mouse or Tab; "" for none."""
        return self._contents.pointed

    @property
    def tool(self) -> Tool | None:
        """What the mouse means; None: the left button pans."""
        return self._hand.tool

    @property
    def dragging(self) -> bool:
        """Whether a drag or a nudge goes on, which Escape would drop."""
        return self._hand.dragging

    @property
    def construction(self) -> Construction | None:
        """What is being drawn from click to click; None for nothing."""
        return self._hand.construction

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's."""
        seen, preview, crosshair = self._contents, self._hand.preview, self._mouse.crosshair
        scenery = Scenery(seen.boxes, seen.chosen_box, seen.sketch, preview, seen.pointed, seen.change, crosshair)
        self._showing.paint(event, scenery)

    def event(self, event: QEvent) -> bool:
        """Keys that mean something to the tool now are not the window's; pinching zooms."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keyboard.edits_of(event):
            event.accept()
            return True
        if kind == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent) and self._roaming.pinch(event):
            return True
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._refit()
        elif kind in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle there."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        if self.stage and self.stage.ratio != self._sight.ratio:
            self._contents.dress(self.stage)
        self._sight.refit()
        self._insets.place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's."""
        self._mouse.release(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Qt's."""
        self._tracking.listen(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Qt's."""
        super().enterEvent(event)
        self._mouse.enter(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().leaveEvent(event)
        self._mouse.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt's."""
        if not self._mouse.turn(event):
            self._roaming.turn(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if not self._keyboard.press(event) and not self._roaming.press_key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        self._keyboard.release(event)
        self._roaming.release_key(event)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's."""
        self._keyboard.lose_focus(event)
        self._roaming.lose_focus(event)
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Qt's."""
        return self._keyboard.tab(forward=forward) or super().focusNextPrevChild(forward)
