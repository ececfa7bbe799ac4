"""Class names that others have written: a list, a COCO file, or YOLO's `data.yaml`."""

import codecs
from dataclasses import replace
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.class_list import ClassList, by_number
from sam3_studio.dataset.data_yaml import parse_data_yaml
from sam3_studio.dataset.json_stream import LIST, pieces_of

_MOST_BYTES = 16 << 20
_YAML = frozenset({".yaml", ".yml"})


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
            found = _from_coco(path)
        elif path.suffix.lower() in _YAML:
            found = parse_data_yaml(_text(path))
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


def _from_coco(path: Path) -> ClassList:
    """The categories of a file that may have gigabytes of labels before them."""
    categories = [one for key, one in pieces_of(path) if key == "categories" and one is not LIST]
    return ClassList(by_number((int(category["id"]), str(category["name"])) for category in categories))
