"""How the window looks: colours in light and dark, the style sheet, and icons."""

from sam3_studio.app.theme.appearance import Theme
from sam3_studio.app.theme.colors import DARK, LIGHT, Colors, colors_of
from sam3_studio.app.theme.icons import application_icon, draw_icon, icon, swatch
from sam3_studio.app.theme.tips import as_written

__all__ = [
    "DARK",
    "LIGHT",
    "Colors",
    "Theme",
    "application_icon",
    "as_written",
    "colors_of",
    "draw_icon",
    "icon",
    "swatch",
]
