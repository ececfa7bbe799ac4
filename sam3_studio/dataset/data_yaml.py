"""YOLO's `data.yaml` as Ultralytics and its exporters write it: as much of YAML as that takes."""

import re
from collections.abc import Iterator
from contextlib import suppress

from sam3_studio.dataset.class_list import ClassList, by_number

_LINE_END = re.compile(r"\n\s*")
_LONGEST_NAME = 10_000
# A sign of a list, or a key of a map, quoted or not, and what follows: nothing, where the number has no name.
_ENTRY = re.compile(r"""(?:-|["']?(\d+)["']?\s*:)(?:\s+(.*)|)""")
_KEY = re.compile(r":(?:\s|$)")
# Strings in quotes, or anything up to a comma or an end.
_ITEM = re.compile(r"""\s*(?:(\d+)\s*:\s+)?("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]{}"'][^,\[\]{}]*)\s*(?:,|$)""")
_STRING = {'"': re.compile(r'''"(?:[^"\\]|\\.)*"''', re.DOTALL), "'": re.compile(r"""'(?:[^']|'')*'""")}
_BEFORE_STRING = frozenset(" \t\n[{,:-")
_QUOTED = re.compile(r'''"((?:[^"\\]|\\.)*)"''')
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
# https://yaml.org/spec/1.2.2/#57-escaped-characters
_ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def parse_data_yaml(text: str) -> ClassList:
    """What it says: `names`, a list or a map from numbers, over several lines or in brackets; `path`; `kpt_shape`.

    Raises:
        ValueError: `names` is not there, or is something else.
    """
    lines = text.splitlines()
    names = _value(lines, "names")
    if names is None:
        raise ValueError("there is no `names`")
    return ClassList(by_number(_entries(*names)), _path(lines), _key_points(lines))


def _path(lines: list[str]) -> str:
    found = _value(lines, "path")
    with suppress(ValueError):
        return _unquoted(_without_comment(found[0])) if found else ""
    return ""


def _key_points(lines: list[str]) -> int | None:
    found = _value(lines, "kpt_shape")
    if found is None:
        return None
    with suppress(ValueError):
        return int(next((value for _, value in _entries(*found)), ""))
    return 0


def _value(lines: list[str], key: str) -> tuple[str, list[str]] | None:
    """What follows a key at the beginning of a line, and the lines after that; None where it is not there."""
    begins = re.compile(rf"""["']?{key}["']?\s*:""")
    for number, line in enumerate(lines):
        if match := begins.match(line):
            return line[match.end() :], lines[number + 1 :]
    return None


def _entries(value: str, rest: list[str]) -> Iterator[tuple[int, str]]:
    """The entries of a list or map by their numbers; those of a list count from 0."""
    entries = _in_brackets("\n".join([value, *rest])) if _without_comment(value).strip() else _on_lines(rest)
    for place, (number, name) in enumerate(entries):
        yield place if number is None else int(number), _unquoted(name)


def _on_lines(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """Entries as `- name` or `0: name`, up to the next key at the beginning of a line; long ones go on below."""
    number: str | None = None
    name: str | None = None
    depth = 0
    is_open = False
    for raw in lines:
        line = raw if is_open else _without_comment(raw)
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        entry = None if is_open else _ENTRY.fullmatch(line.strip())
        if name and (is_open or (indent > depth and not entry)):
            if len(name) > _LONGEST_NAME or (not is_open and _KEY.search(line)):
                raise ValueError(f"not understood: {line}")
            name = _folded(f"{name}\n{line.rstrip()}")
        else:
            if name is not None:
                yield number, name
                name = None
            if not entry or (entry[1] is not None and not indent):
                if indent:
                    raise ValueError(f"not understood: {line}")
                return
            number, name, depth = entry[1], entry[2] or "", indent
        is_open = _is_open(name)
    if is_open:
        raise ValueError(f"not understood: {name}")
    if name is not None:
        yield number, name


def _is_open(name: str) -> bool:
    """Whether a name begins with a quote that is not closed yet."""
    return name[:1] in _STRING and not _STRING[name[0]].fullmatch(name)


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
