"""What label files say of objects besides classes and shapes."""

from collections.abc import Mapping
from itertools import chain

from sam3_studio.core.labeling import NO_DETAILS, Details
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.parsing import Place

_FLAGS = ("occluded", "truncated")


def details_from(attributes: Mapping[str, object], note: str, place: Place) -> Details:
    """The details of an object.

    Args:
        attributes: as the file has them; `occluded` and `truncated` are flags, as CVAT writes them.
        note: any text.
        place: of the object, in the file.

    Raises:
        DatasetError: one of them is no text.
    """
    flags = {key: str(attributes.get(key, "")).lower() in {"1", "true", "yes"} for key in _FLAGS}
    pairs = tuple(
        (str(key), "" if value is None else str(value)) for key, value in attributes.items() if key not in _FLAGS
    )
    try:
        "".join([note, *chain.from_iterable(pairs)]).encode()
    except UnicodeEncodeError as error:
        raise place.wrong(Sentence("its note or its attributes are not valid Unicode")) from error
    details = Details(pairs, flags["occluded"], flags["truncated"], note)
    return details if details != NO_DETAILS else NO_DETAILS
