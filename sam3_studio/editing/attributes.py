"""Attributes of a class as lines that a person types, such as "colour: white, brown = white"."""

from collections.abc import Iterable

from sam3_studio.core.labeling import Attribute


def parsed(text: str) -> tuple[Attribute, ...]:
    """One attribute a line: its name, after a colon its values, after an equals sign what new objects get.

    Of two with one name the first counts; lines without a name are passed over. A default that is not among the
    values becomes one of them.
    """
    found: dict[str, Attribute] = {}
    for line in text.splitlines():
        before, _, default = (part.strip() for part in line.partition("="))
        name, _, listed = (part.strip() for part in before.partition(":"))
        values = tuple(dict.fromkeys(value.strip() for value in listed.split(",") if value.strip()))
        if values and default and default not in values:
            values = (*values, default)
        if name:
            found.setdefault(name, Attribute(name, values, default))
    return tuple(found.values())


def written(attributes: Iterable[Attribute]) -> str:
    """The lines that `parsed` reads."""
    return "\n".join(_line(one) for one in attributes)


def _line(one: Attribute) -> str:
    values = f": {', '.join(one.values)}" if one.values else ""
    return f"{one.name}{values}" + (f" = {one.default}" if one.default else "")
