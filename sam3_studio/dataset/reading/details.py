"""What label files say of objects besides classes and shapes."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from sam3_studio.core.labeling import NO_DETAILS, YES, Details
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.parsing import Place

FLAGS = ("occluded", "truncated")
_OFF = frozenset({"", "0", "false", "no", "none", "unspecified"})


def details_from(
    attributes: Mapping[str, object], note: str, place: Place, flags: Mapping[str, object] = MappingProxyType({})
) -> Details:
    """The details of an object.

    Args:
        attributes: as the file has them; `occluded` and `truncated` are flags, as CVAT writes them, unless they say
            more than yes or no, such as "partly", or the degrees of KITTI: then they are attributes as others are.
        note: any text.
        place: of the object, in the file.
        flags: the same, where the file has a place of its own for them; whatever else it has one for is an attribute
            where it says something.

    Raises:
        DatasetError: one of them is no text.
    """
    others = {key: value for key, value in flags.items() if key not in attributes}
    says = {key: value for key, value in others.items() if _is_more(value) or (key not in FLAGS and _is_on(value))}
    said = says | dict(attributes)
    on = {key: any(_is_on(one.get(key)) for one in (attributes, flags)) for key in FLAGS}
    pairs = tuple((str(key), _text(value)) for key, value in said.items() if key not in FLAGS or _is_more(value))
    try:
        "".join([note, *chain.from_iterable(pairs)]).encode()
    except UnicodeEncodeError as error:
        raise place.wrong(Sentence("its note or its attributes are not valid Unicode")) from error
    details = Details(pairs, on["occluded"], on["truncated"], note)
    return details if details != NO_DETAILS else NO_DETAILS


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _is_on(value: object) -> bool:
    return _word(value) in YES


def _is_more(value: object) -> bool:
    """Whether what should be a flag says more than yes or no."""
    return _word(value) not in YES | _OFF


def _word(value: object) -> str:
    """The same however it is written: KITTI has 0.00 for 0, and some programs lay XML out with blanks around."""
    text = _text(value).strip().lower()
    try:
        return f"{float(text) + 0.0:g}"
    except ValueError:
        return text
