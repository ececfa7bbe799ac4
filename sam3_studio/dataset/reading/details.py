"""What label files say of objects besides classes and shapes."""

from collections.abc import Mapping

from sam3_studio.core.labeling import NO_DETAILS, Details

_FLAGS = ("occluded", "truncated")


def details_from(attributes: Mapping[str, object], note: str = "") -> Details:
    """The details of an object.

    Args:
        attributes: as the file has them; `occluded` and `truncated` are flags, as CVAT writes them.
        note: any text.
    """
    flags = {key: str(attributes.get(key, "")).lower() in {"1", "true", "yes"} for key in _FLAGS}
    pairs = tuple(
        (str(key), "" if value is None else str(value)) for key, value in attributes.items() if key not in _FLAGS
    )
    details = Details(pairs, flags["occluded"], flags["truncated"], note)
    return details if details != NO_DETAILS else NO_DETAILS
