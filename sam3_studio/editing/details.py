"""What is said of several objects at once: what they have in common, and what a person makes of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sam3_studio.core.labeling import Attribute, Details

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Shared:
    """What objects have in common; None where they differ.

    Attributes:
        attributes: names and values, each name once, in order; "" where the attribute is not set.
        occluded: of all.
        truncated: of all.
        note: of all.
        renamed: attributes that a person has given another name: what it was, and what it is now.
    """

    attributes: tuple[tuple[str, str | None], ...] = ()
    occluded: bool | None = False
    truncated: bool | None = False
    note: str | None = ""
    renamed: tuple[tuple[str, str], ...] = ()


def shared(details: Sequence[Details], schema: Sequence[Attribute] = ()) -> Shared:
    """What objects have in common, one or more of them.

    Args:
        details: of each.
        schema: of their class: its attributes come first, whether they are set or not.
    """
    values = [dict(one.attributes) for one in details]
    names = dict.fromkeys([*(one.name for one in schema), *(name for one in values for name in one)])
    return Shared(
        tuple((name, _common([one.get(name, "") for one in values])) for name in names),
        _common([one.occluded for one in details]),
        _common([one.truncated for one in details]),
        _common([one.note for one in details]),
    )


def changed(details: Details, before: Shared, after: Shared) -> Details:
    """What is said of one of the objects once a person has changed what is said of all.

    Args:
        details: as they are.
        before: what the objects had in common.
        after: what a person has made of that; what is still None, or still the same, is left as it is. An attribute
            that is not in it any more, or "" now, is removed; one that was renamed keeps the value of each object.
    """
    names = dict(after.renamed)
    old, new = _renamed(before.attributes, names), dict(after.attributes)
    attributes = _renamed(details.attributes, names)
    for name in [*old, *new]:
        value = new.get(name, "")
        if value is None or (name in old and value == old[name]):
            continue
        if value:
            attributes[name] = value
        else:
            attributes.pop(name, None)
    return replace(
        details,
        attributes=tuple(attributes.items()),
        occluded=_chosen(details.occluded, before.occluded, after.occluded),
        truncated=_chosen(details.truncated, before.truncated, after.truncated),
        note=_chosen(details.note, before.note, after.note),
    )


def default_details(schema: Sequence[Attribute]) -> Details:
    """What is said of a new object of a class with these attributes."""
    return Details(tuple((one.name, one.default) for one in schema if one.default))


def of_other_class(details: Details, before: Sequence[Attribute], after: Sequence[Attribute]) -> Details:
    """What is said of an object that is of another class from now on.

    Defaults that it still has make way for those of its new class; what a person has said stays.

    Args:
        details: as they are.
        before: attributes of the class that it was of.
        after: those of its new class.
    """
    unsaid = {(one.name, one.default) for one in before}
    said = {name: value for name, value in details.attributes if (name, value) not in unsaid}
    attributes = dict(default_details(after).attributes) | said
    return replace(details, attributes=tuple(attributes.items()))


def _renamed(pairs: Sequence[tuple[str, _Value]], names: Mapping[str, str]) -> dict[str, _Value]:
    """Attributes under their new names; where that makes two of one name, the one that was renamed counts."""
    kept = {names.get(name, name): value for name, value in pairs}
    return kept | {names[name]: value for name, value in pairs if name in names}


def _common(values: Sequence[_Value]) -> _Value | None:
    return values[0] if all(value == values[0] for value in values) else None


def _chosen(now: _Value, before: _Value | None, after: _Value | None) -> _Value:
    return now if after is None or after == before else after
