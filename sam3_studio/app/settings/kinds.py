"""Settings of the kinds that there are many of."""

from sam3_studio.app.settings import checks
from sam3_studio.app.settings.setting import Choice, Group, Range, Setting


def switch(name: str, default: bool, group: Group, label: str, text: str = "") -> Setting[bool]:  # noqa: FBT001 - what the setting is about
    """On or off."""
    return Setting(name, default, checks.boolean, group, label, text)


def choice(name: str, group: Group, label: str, choices: tuple[tuple[str, str], ...], text: str = "") -> Setting[str]:
    """One of a few texts; by default the first."""
    check = checks.OneOf(tuple(value for value, _ in choices))
    options = tuple(Choice(value, shown) for value, shown in choices)
    return Setting(name, choices[0][0], check, group, label, text, choices=options)


def whole(name: str, default: int, group: Group, label: str, range_: Range, text: str = "") -> Setting[int]:
    """A whole number."""
    return Setting(name, default, checks.Whole(int(range_.low), int(range_.high)), group, label, text, range=range_)


def number(name: str, default: float, group: Group, label: str, range_: Range, text: str = "") -> Setting[float]:
    """A number."""
    return Setting(name, default, checks.Number(range_.low, range_.high), group, label, text, range=range_)
