"""Class names that others have written: a list, a COCO file, or YOLO's `data.yaml`."""

import codecs
from collections.abc import Iterable, Iterator
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
_KEYS = frozenset({"path", "names", "kpt_shape"})
"""Of a `data.yaml`, those that are read."""


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
    import yaml  # noqa: PLC0415 - takes a while

    values: dict[str, list[Event]] = {}
    try:
        for key, value in _entries(text):
            values.setdefault(key, value)
            if values.keys() >= _KEYS:
                break
    except yaml.YAMLError:
        if "kpt_shape" in text:
            values.setdefault("kpt_shape", [])  # it may stand where the file is no YAML any more
    path = getattr(next(iter(values.get("path", ())), None), "value", "")
    return ClassList(_names(values.get("names", [])), path, _key_points(values.get("kpt_shape")))


def _key_points(value: "list[Event] | None") -> int | None:
    try:
        return None if value is None else int(next(_texts(value[1:]), ""))
    except ValueError:
        return 0


def _names(value: "list[Event]") -> dict[int, str]:
    """A list, whose entries count from 0, or a map from numbers.

    Raises:
        ValueError: it is something else.
    """
    import yaml  # noqa: PLC0415 - as above

    start, texts = next(iter(value), None), _texts(value[1:])
    if isinstance(start, yaml.SequenceStartEvent):
        return _by_number(enumerate(texts))
    if isinstance(start, yaml.MappingStartEvent):
        return _by_number((int(number), name) for number, name in zip(texts, texts, strict=True))
    raise ValueError("there are no `names`, or they are no list and no map")


def _texts(events: "Iterable[Event]") -> Iterator[str]:
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


def _entries(text: str) -> "Iterator[tuple[str, list[Event]]]":
    """The entries at the top level of YAML: their keys, and their values event by event.

    Raises:
        yaml.YAMLError: it is none from there on.
    """
    import yaml  # noqa: PLC0415 - as above

    # The loader in C is quick, and knows tabs between words, but refuses the escapes by which JSON writes emoji.
    for_c = "\t" in text or "\\" not in text
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader) if for_c else yaml.BaseLoader
    depth = 0
    whole: list[list[Event]] = []
    node: list[Event] = []
    for event in yaml.parse(text, loader):
        if len(whole) == 2:  # where what follows a value is YAML, its end is as well
            yield getattr(whole[0][0], "value", ""), whole[1]
            whole = []
        opens = isinstance(event, yaml.CollectionStartEvent)
        if depth == 0 and opens and not isinstance(event, yaml.MappingStartEvent):
            return
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth >= 1:
            node.append(event)
            if depth == 1 and not opens:
                whole.append(node)
                node = []
        depth += opens
