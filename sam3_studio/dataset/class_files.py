"""Class names that others have written: a list, a COCO file, or YOLO's `data.yaml`."""

import codecs
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.json_stream import LIST, pieces_of

if TYPE_CHECKING:
    from yaml import Event

_MOST_BYTES = 4 << 20
"""What is longer is no list of names."""
_YAML = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class ClassList:
    """What a file says of classes, and of the YOLO dataset that it may belong to.

    Attributes:
        names: by their numbers, in order.
        path: where the dataset lies; "" where it is not said.
        key_points: how many each object has, 0 where that is not understood; None where none are spoken of.
    """

    names: dict[int, str]
    path: str = ""
    key_points: int | None = None


def read_class_names(path: Path) -> tuple[str, ...]:
    """The class names in a file, in the order of their numbers, each once; see `read_class_list`."""
    return tuple(dict.fromkeys(read_class_list(path).names.values()))


def read_class_list(path: Path) -> ClassList:
    """The classes in a file. Several numbers may have one name, and some have none.

    Args:
        path: a COCO file (`.json`), a `data.yaml` as Ultralytics and its exporters write it (`.yaml`, `.yml`), or
            text with one name on each line (anything else), the first of which has the number 0. A blank line or entry
            stands for a number that has no name.

    Raises:
        DatasetError: the file cannot be read, or has no class names.
    """
    if is_there(path) and not path.is_file():
        raise DatasetError("{path} is no file; name one.", path=path)
    try:
        if path.suffix.lower() == ".json":
            found = ClassList(_from_coco(path))
        elif path.suffix.lower() in _YAML:
            found = _from_yaml(_text(path))
        else:
            found = ClassList(dict(enumerate(_text(path).splitlines())))
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); check the spelling and permissions.", path=path, reason=error.strerror
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DatasetError(
            "{path} has no class names that can be read; save them as text, one a line.", path=path
        ) from error
    names = {number: name.strip() for number, name in found.names.items() if name.strip()}
    if not names:
        raise DatasetError("{path} has no class names; write one on each line.", path=path)
    return replace(found, names=names)


def _text(path: Path) -> str:
    """What a list of names holds.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no text, or longer than any list of names.
        DatasetError: it is text in another encoding.
    """
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if len(content) > _MOST_BYTES or (b"\0" in content and not utf16):
        raise ValueError("it is no list of names")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatasetError("{path} is not UTF-8, so save it as UTF-8 first.", path=path) from error


def _from_coco(path: Path) -> dict[int, str]:
    """The categories of a file that may have gigabytes of labels before them."""
    categories = [one for key, one in pieces_of(path) if key == "categories" and one is not LIST]
    return _by_number((int(category["id"]), str(category["name"])) for category in categories)


def _by_number(entries: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Names in the order of their numbers.

    Raises:
        ValueError: a number has two names.
    """
    names: dict[int, str] = {}
    for number, name in entries:
        if names.setdefault(number, name) != name:
            raise ValueError(f"{number} has two names")
    return dict(sorted(names.items()))


def _from_yaml(text: str) -> ClassList:
    """What a `data.yaml` says.

    Raises:
        ValueError: it has no names, or is no YAML up to these.
    """
    path = ""
    with suppress(ValueError):
        path = getattr(next(_value_of("path", text), None), "value", "")
    return ClassList(_names(text), path, _key_points(text))


def _key_points(text: str) -> int | None:
    try:
        events = _value_of("kpt_shape", text)
        return None if next(events, None) is None else int(next(_texts(events), ""))
    except ValueError:
        return 0 if "kpt_shape" in text else None


def _names(text: str) -> dict[int, str]:
    """The value of `names`: a list, whose entries count from 0, or a map from numbers.

    Raises:
        ValueError: it is not there, or is something else.
    """
    import yaml  # noqa: PLC0415 - takes a while

    events = _value_of("names", text)
    start, texts = next(events, None), _texts(events)
    if isinstance(start, yaml.SequenceStartEvent):
        return _by_number(enumerate(texts))
    if isinstance(start, yaml.MappingStartEvent):
        return _by_number((int(number), name) for number, name in zip(texts, texts, strict=True))
    raise ValueError("`names` is no list and no map")


def _texts(events: "Iterator[Event]") -> Iterator[str]:
    """What a list, or a map, holds, as it is written: "no" is a name, and no truth value.

    Raises:
        ValueError: there is something else than texts.
    """
    import yaml  # noqa: PLC0415 - as above

    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            # Programs that write JSON take what UTF-16 has no single unit for apart.
            yield event.value.encode("utf-16", "surrogatepass").decode("utf-16")
        elif not isinstance(event, yaml.CollectionEndEvent):
            raise ValueError("a name is no text")  # noqa: TRY004  # what a file holds is a value, not a type


def _value_of(key: str, text: str) -> "Iterator[Event]":
    """The value of a key at the top level of YAML, event by event; what follows it is not read.

    Raises:
        ValueError: it is no YAML.
    """
    import yaml  # noqa: PLC0415 - as above

    # The loader in C knows tabs between words, as before a comment, and refuses the escapes by which JSON writes emoji.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader) if "\t" in text else yaml.BaseLoader
    depth = nodes = 0
    is_next = is_meant = is_over = False
    try:
        for event in yaml.parse(text, loader):
            opens = isinstance(event, yaml.CollectionStartEvent)
            if is_over or (depth == 0 and opens and not isinstance(event, yaml.MappingStartEvent)):
                return  # where what follows the value is YAML, its end is as well
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 1 and isinstance(event, yaml.NodeEvent):  # a key or a value, in turns
                nodes += 1
                is_meant, is_next = is_next, nodes % 2 == 1 and getattr(event, "value", None) == key
            if is_meant:
                yield event
                is_over = depth == 1 and not opens
            depth += opens
    except yaml.YAMLError as error:
        raise ValueError("it is no YAML") from error
