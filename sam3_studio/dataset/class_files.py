"""Class names that others have written: a list, a COCO file, or YOLO's `data.yaml`."""

import codecs
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sam3_studio.core.errors import DatasetError
from sam3_studio.core.folders import is_there
from sam3_studio.dataset.json_stream import LIST, pieces_of

_MOST_BYTES = 16 << 20
_LINE_END = re.compile(r"\n\s*")
_LONGEST_NAME = 10_000
_YAML = frozenset({".yaml", ".yml"})
# A sign of a list, or a key of a map, quoted or not, and what follows: nothing, where the number has no name.
_ENTRY = re.compile(r"""(?:-|["']?(\d+)["']?\s*:)(?:\s+(.*)|)""")
_DATASET = re.compile(r"""["']?path["']?\s*:""")
_KEY = re.compile(r":(?:\s|$)")
# Strings in quotes, or anything up to a comma or an end.
_ITEM = re.compile(r"""\s*(?:(\d+)\s*:\s+)?("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]{}"'][^,\[\]{}]*)\s*(?:,|$)""")
_STRING = {'"': re.compile(r'''"(?:[^"\\]|\\.)*"''', re.DOTALL), "'": re.compile(r"""'(?:[^']|'')*'""")}
_BEFORE_STRING = frozenset(" \t\n[{,:-")
_QUOTED = re.compile(r'''"((?:[^"\\]|\\.)*)"''')
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
# https://yaml.org/spec/1.2.2/#57-escaped-characters
_ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def read_class_names(path: Path) -> tuple[str, ...]:
    """The class names in a file, in the order of their numbers, each once; see `read_numbered_names`."""
    return tuple(dict.fromkeys(read_numbered_names(path).values()))


def read_numbered_names(path: Path) -> dict[int, str]:
    """The class names in a file by their numbers, in order. Several numbers may have one name, and some have none.

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
            names = _from_coco(path)
        elif path.suffix.lower() in _YAML:
            names = _from_yaml(_text(path))
        else:
            names = dict(enumerate(_text(path).splitlines()))
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); check the spelling and permissions.", path=path, reason=error.strerror
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DatasetError(
            "{path} has no class names that can be read; save them as text, one a line.", path=path
        ) from error
    named = {number: name.strip() for number, name in names.items() if name.strip()}
    if not named:
        raise DatasetError("{path} has no class names; write one on each line.", path=path)
    return named


def dataset_folder(path: Path) -> Path:
    """Where the dataset of a `data.yaml` lies: where it says so, if there is such a folder, else beside it.

    A folder above its own counts where labels lie right in it alone: it may be the one of all datasets.

    Raises:
        DatasetError: it is text in another encoding.
    """
    try:
        lines = [line for line in _text(path).splitlines() if _DATASET.match(line)]
        said = _unquoted(_without_comment(lines[0].split(":", 1)[1])) if lines else ""
        folder = path.parent / said
        is_above = Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder))
        return folder if (folder / "labels" if is_above else folder).is_dir() else path.parent
    except (OSError, ValueError):
        return path.parent


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


def _from_yaml(text: str) -> dict[int, str]:
    """The value of `names`: a list or a map from numbers, over several lines or in brackets.

    Raises:
        ValueError: it is not there, or is something else.
    """
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if re.match(r"""["']?names["']?\s*:""", line)), None)
    if start is None:
        raise ValueError("there is no `names`")
    value = lines[start].split(":", 1)[1]
    rest = lines[start + 1 :]
    entries = _in_brackets("\n".join([value, *rest])) if _without_comment(value).strip() else _on_lines(rest)
    # The entries of a list count from 0.
    return _by_number(
        (place if number is None else int(number), _unquoted(name)) for place, (number, name) in enumerate(entries)
    )


def _on_lines(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """Entries as `- name` or `0: name`, up to the next key at the beginning of a line; long ones go on below."""
    number: str | None = None
    name: str | None = None
    depth = 0
    for raw in lines:
        line = raw if name and _is_open(name) else _without_comment(raw)
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if name and (_is_open(name) or (indent > depth and not _ENTRY.fullmatch(line.strip()))):
            if len(name) > _LONGEST_NAME or (not _is_open(name) and _KEY.search(line)):
                raise ValueError(f"not understood: {line}")
            name = _folded(f"{name}\n{line.rstrip()}")
            continue
        if name is not None:
            yield number, name
            name = None
        entry = _ENTRY.fullmatch(line.strip())
        if not entry or (entry[1] is not None and not indent):
            if indent:
                raise ValueError(f"not understood: {line}")
            return
        number, name, depth = entry[1], entry[2] or "", indent
    if name and _is_open(name):
        raise ValueError(f"not understood: {name}")
    if name is not None:
        yield number, name


def _is_open(name: str) -> bool:
    """Whether a name begins with a quote that is not closed yet."""
    quote = name[0]
    return quote in "\"'" and not _STRING[quote].fullmatch(name)


def _folded(text: str) -> str:
    """Lines as one, as YAML takes them: with a blank between, unless a backslash in quotes says that a word goes on."""
    first, *others = text.split("\n")
    for other in others:
        backslashes = len(first) - len(first.rstrip("\\")) if text[0] == '"' else 0
        first = f"{first[:-1]}{other.lstrip()}" if backslashes % 2 else f"{first.rstrip()} {other.strip()}"
    return first


def _in_brackets(text: str) -> Iterator[tuple[str | None, str]]:
    """Entries of `[name, name]` or `{0: name, 1: name}`, which may go on over several lines."""
    text = text.lstrip(" \t")
    closing = {"[": "]", "{": "}"}.get(text[0])
    if closing is None:
        raise ValueError(f"not understood: {text}")
    content, position = _up_to(closing, text[1:]).strip(), 0
    while position < len(content):
        item = _ITEM.match(content, position)
        if not item:
            raise ValueError(f"not understood: {content[position:]}")
        yield item[1], item[2].strip()
        position = item.end()


def _up_to(closing: str, text: str) -> str:
    """A text up to a bracket outside quotes, on one line and without comments.

    Raises:
        ValueError: there is none.
    """
    found: list[str] = []
    place = 0
    while place < len(text):
        letter, before = text[place], found[-1][-1] if found else " "
        string = _STRING[letter].match(text, place) if letter in _STRING and before in _BEFORE_STRING else None
        if string:
            found.append(_folded(string[0]))
            place = string.end()
        elif letter == closing:
            return "".join(found)
        elif letter == "#" and before.isspace():
            place = len(text) if (end := text.find("\n", place)) < 0 else end
        elif line_end := _LINE_END.match(text, place):
            found.append(" ")
            place = line_end.end()
        else:
            found.append(letter)
            place += 1
    raise ValueError("a bracket is not closed")


def _without_comment(line: str) -> str:
    """A line up to a # that follows a blank outside quotes."""
    quote = ""
    escaped = False
    for i, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote and not escaped else quote
            escaped = letter == "\\" and quote == '"' and not escaped
        elif letter in "\"'" and (not i or line[i - 1] in _BEFORE_STRING):
            quote = letter
        elif letter == "#" and (not i or line[i - 1].isspace()):
            return line[:i].rstrip()
    return line.rstrip()


def _unquoted(value: str) -> str:
    """A name as it is meant.

    Raises:
        ValueError: it begins with a quote and is no string of YAML.
    """
    value = value.strip()
    if value.startswith('"'):
        quoted = _QUOTED.fullmatch(value)
        if not quoted:
            raise ValueError(f"not understood: {value}")
        # Programs that write JSON take what UTF-16 has no single unit for apart.
        return _ESCAPE.sub(_unescaped, quoted[1]).encode("utf-16", "surrogatepass").decode("utf-16")
    if value.startswith("'") and value.endswith("'") and len(value) > 1:
        return value[1:-1].replace("''", "'")
    return value


def _unescaped(escape: re.Match[str]) -> str:
    """The character that an escape of YAML's stands for.

    Raises:
        ValueError: none.
    """
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(int(code, 16))
    if escape[4] not in _ESCAPES:
        raise ValueError(f"not understood: {escape[0]}")
    return _ESCAPES[escape[4]]
