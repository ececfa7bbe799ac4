"""Icons: drawn from SVG whenever they are shown, in the colours of the palette and at the pixels of the screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sam3_studio.app.theme.colors import colors_of
from sam3_studio.core.resources import resource_path

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def icon(name: str, color: str = "") -> QIcon:
    """An icon that follows the palette by itself, also when that changes.

    Args:
        name: of a file in `resources/icons`, without ending.
        color: one of the `Colors` by name; without, the colour of text on buttons.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    _source(name)  # tells at once, not when it is drawn
    return QIcon(_Engine(name, color))


def draw_icon(painter: QPainter, name: str, rect: QRectF, color: QColor | str) -> None:
    """Draw an icon into a square in a colour."""
    _renderer(name, QColor(color).name()).render(painter, rect)


def swatch(color: tuple[int, int, int]) -> QIcon:
    """A small square in the colour of a class: red, green, blue, 0 to 255."""
    pixmap = QPixmap(12, 12)
    pixmap.fill(QColor(*color))
    return QIcon(pixmap)


@lru_cache(maxsize=1)
def application_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    renderer = QSvgRenderer(QByteArray(_source("application")))
    for side in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_drawn(renderer, QSize(side, side)))
    return made


class _Engine(QIconEngine):
    """Draws one icon."""

    def __init__(self, name: str, color: str = "") -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Qt's."""
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        draw_icon(painter, self._name, square, _color(mode, state, self._color))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt's; the size is in pixels of the screen."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Qt's."""
        return _Engine(self._name, self._color)

    def isNull(self) -> bool:
        """Qt's."""
        return False


def _color(mode: QIcon.Mode, state: QIcon.State, name: str) -> QColor:
    """The ground of rows that are chosen is pale, so that signs on it stay as they are; what is on has the accent's."""
    palette = QGuiApplication.palette()
    if mode is QIcon.Mode.Disabled:
        return palette.color(_Group.Disabled, _Role.ButtonText)
    if name:
        return QColor(getattr(colors_of(palette), name))
    return palette.color(_Group.Active, _Role.Link if state is QIcon.State.On else _Role.ButtonText)


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", color.encode())))


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return resource_path(f"icons/{name}.svg").read_bytes()


def _drawn(renderer: QSvgRenderer, size: QSize) -> QPixmap:
    made = QPixmap(size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter)
    painter.end()
    return made
