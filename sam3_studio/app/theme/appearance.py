"""Light or dark: as the system says, or as a person has chosen."""

from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from sam3_studio.app.theme.colors import DARK, LIGHT, Colors, palette_of
from sam3_studio.app.theme.icons import application_icon, icon
from sam3_studio.core.resources import resource_path

_FORCED = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_WHITE = {"check", "dash"}  # on the accent, which is dark in both themes


class Theme(QObject):
    """Gives an application its style, colours and icon, and changes them when the system does.

    Signals:
        changed: the colours are others; widgets have them already.

    Args:
        application: to be dressed; the theme belongs to it.
        setting: "system", "light" or "dark".
    """

    changed = Signal()

    def __init__(self, application: QApplication, setting: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._setting = setting
        self._colors: Colors | None = None
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setWindowIcon(application_icon())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self.set_setting(setting)

    @property
    def colors(self) -> Colors:
        """Those that hold."""
        return self._colors or LIGHT

    def set_setting(self, setting: str) -> None:
        """Choose "system", "light" or "dark"."""
        self._setting = setting
        wanted = _FORCED.get(setting, Qt.ColorScheme.Unknown)
        # Title bars and dialogs of the system follow too, where it lets them.
        QGuiApplication.styleHints().setColorScheme(wanted)
        if wanted is Qt.ColorScheme.Unknown:
            wanted = QGuiApplication.styleHints().colorScheme()
        self._wear(wanted)

    @staticmethod
    def icon(name: str) -> QIcon:
        """See `theme.icon`."""
        return icon(name)

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._wear(_FORCED.get(self._setting, scheme))

    def _wear(self, scheme: Qt.ColorScheme) -> None:
        colors = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        if colors is self._colors:
            return
        self._colors = colors
        self._application.setPalette(palette_of(colors))
        self._application.setStyleSheet(style_sheet(colors))
        self.changed.emit()


def style_sheet(colors: Colors) -> str:
    """The application's style sheet in these colours."""
    source = resource_path("theme/style.qss").read_text(encoding="utf-8")
    values = {name: getattr(colors, name) for name in Colors.__dataclass_fields__}
    theme = "dark" if colors is DARK else "light"
    for sign in ("check", "close", "dash", "down", "float", "up"):
        name = sign if sign in _WHITE else f"{sign}-{theme}"
        values[f"sign_{sign}"] = resource_path(f"theme/{name}.svg").as_posix()
    return Template(source).substitute(values)
