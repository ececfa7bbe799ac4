"""The colours of the window, in light and in dark."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_Group = QPalette.ColorGroup
_Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours by what they are for, as "#RRGGBB".

    Text on any ground has a contrast of 4.5 or more, and what marks a control or a state one of 3 or more
    (WCAG 2.2, AA); what is disabled is exempt.

    Attributes:
        window: ground of the window and its panels.
        base: ground of lists and fields.
        raised: ground of buttons.
        hover: ground of what is pointed at.
        pressed: ground of what is pressed.
        line: divides; nothing depends on seeing it.
        edge: around fields.
        text: what is read.
        quiet: what is said in a lower voice.
        disabled: what cannot be used now.
        scroll: handles of scroll bars.
        accent: ground of what is chosen or comes first.
        accent_hover: the same, pointed at.
        on_accent: text on `accent`.
        accent_text: text and signs in the accent's colour.
        selected: ground of rows that are chosen.
        good: signs of what is done or wanted.
        warning: signs of what needs a look.
        bad: signs of what failed or is unwanted.
    """

    window: str
    base: str
    raised: str
    hover: str
    pressed: str
    line: str
    edge: str
    text: str
    quiet: str
    disabled: str
    scroll: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    selected: str
    good: str
    warning: str
    bad: str


LIGHT = Colors(
    window="#F3F4F6",
    base="#FFFFFF",
    raised="#FFFFFF",
    hover="#E9EBEF",
    pressed="#DDE0E6",
    line="#DCDFE4",
    edge="#7C828E",
    text="#1B1D22",
    quiet="#5A606B",
    disabled="#9DA3AD",
    scroll="#BCC1C9",
    accent="#4453D6",
    accent_hover="#3846C0",
    on_accent="#FFFFFF",
    accent_text="#3F4DCB",
    selected="#E2E5FB",
    good="#17763F",
    warning="#8A5B00",
    bad="#B92F27",
)
DARK = Colors(
    window="#1E2024",
    base="#26292E",
    raised="#31353B",
    hover="#363A41",
    pressed="#41464E",
    line="#393D44",
    edge="#868D98",
    text="#E9EBEE",
    quiet="#A9AFB9",
    disabled="#6C727C",
    scroll="#50565F",
    accent="#5A69E3",
    accent_hover="#5261DB",
    on_accent="#FFFFFF",
    accent_text="#A8B2FF",
    selected="#363C66",
    good="#4FC58D",
    warning="#E3B34C",
    bad="#FF7F76",
)


def colors_of(palette: QPalette) -> Colors:
    """The colours that go with a widget's palette: those of the dark theme where its ground is dark."""
    return DARK if palette.color(_Role.Window).lightness() < 128 else LIGHT


def palette_of(colors: Colors) -> QPalette:
    """The same colours in the roles that Qt's styles know."""
    roles = {
        _Role.Window: colors.window,
        _Role.WindowText: colors.text,
        _Role.Base: colors.base,
        _Role.AlternateBase: colors.window,
        _Role.Text: colors.text,
        _Role.PlaceholderText: colors.quiet,
        _Role.Button: colors.raised,
        _Role.ButtonText: colors.text,
        _Role.BrightText: colors.bad,
        _Role.ToolTipBase: colors.raised,
        _Role.ToolTipText: colors.text,
        _Role.Highlight: colors.accent,
        _Role.HighlightedText: colors.on_accent,
        _Role.Accent: colors.accent,
        _Role.Link: colors.accent_text,
        _Role.LinkVisited: colors.accent_text,
        _Role.Light: colors.raised,
        _Role.Midlight: colors.hover,
        _Role.Mid: colors.line,
        _Role.Dark: colors.edge,
        _Role.Shadow: colors.pressed,
    }
    palette = QPalette()
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText, _Role.HighlightedText):
        palette.setColor(_Group.Disabled, role, QColor(colors.disabled))
    palette.setColor(_Group.Disabled, _Role.Highlight, QColor(colors.pressed))
    palette.setColor(_Group.Disabled, _Role.Accent, QColor(colors.disabled))
    return palette


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
