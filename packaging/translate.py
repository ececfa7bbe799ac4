"""Brings the translations in resources/translations up to date with the texts in the sources.

    python packaging/translate.py            collects the texts, then makes what the program loads
    python packaging/translate.py --check    changes nothing; fails where a text is missing or not translated

Texts are collected into one .ts file for each language: those of the window, and the sentences in which the packages
below it tell what went wrong (`core.sentence`). Translate what is marked as unfinished there, with
`pyside6-linguist` or any editor, and run this again: it makes the .qm files. English needs singular and plural alone.

It runs with the Python of the environment that the program runs in, which has PySide6.
"""

import ast
import builtins
import importlib.util
import json
import string
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # the files are our own
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "sam3_studio" / "app"
PACKAGES = tuple(
    ROOT / "sam3_studio" / name for name in ("app", "core", "dataset", "editing", "engine", "hub", "model", "runtime")
)
"""Where sentences come from that the window may show."""
TERMINAL = SOURCES / "benchmark"
"""Speaks to the terminal, in English as the command line does."""

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "en")
SENTENCE = "Sentence"
"""The class of those sentences, and their context in the .ts files."""

NUMBER = "%Ln"
"""Stands for the number in texts with singular and plural, as people write it where they read the text."""

_SUFFIX = ".exe" if sys.platform == "win32" else ""
_PYSIDE = importlib.util.find_spec("PySide6")
_TOOLS = Path(_PYSIDE.origin).parent if _PYSIDE and _PYSIDE.origin else None
"""Where the tools of Qt are that know its texts; None where this Python has none."""

Texts = dict[tuple[str, str], list[str]]
"""Translations by context and text; several for singular and plural, an empty one where it is to be done."""


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    """Where the texts of a language are."""
    return folder / f"sam3_studio_{language}.ts"


def collect(language: str, target: Path) -> None:
    """Bring a .ts file up to date: new texts come in, texts that are gone leave.

    Raises:
        subprocess.CalledProcessError: a source cannot be read.
    """
    sources = sorted(str(path) for path in SOURCES.rglob("*.py"))
    english = ["-pluralonly"] if language == "en" else []
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
    with tempfile.TemporaryDirectory() as folder:
        # `lupdate` knows the calls of Qt only.
        marked = Path(folder, "sentences.py")
        lines = [f'QT_TRANSLATE_NOOP("{SENTENCE}", {_quoted(pattern)})' for pattern in sorted(set(sentences()))]
        marked.write_text("\n".join(lines), encoding="utf-8")
        _run("lupdate", *options, *english, *sources, str(marked), "-ts", str(target))


def sentences() -> Iterator[str]:
    """The patterns of all sentences in the packages: the first argument of `Sentence` and of the program's errors.

    Raises:
        SyntaxError: a sentence is put together by an f-string, or its fields are not the values it is given.
    """
    for path in sorted(path for package in PACKAGES for path in package.rglob("*.py") if path.parent != TERMINAL):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id != SENTENCE and not _is_own_error(node.func.id):
                continue
            pattern, given = node.args[0], {keyword.arg for keyword in node.keywords}
            if isinstance(pattern, ast.JoinedStr):
                raise _unfit(path, node, "an f-string cannot be translated; give fields and values")
            if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
                if given and given != fields(pattern.value):
                    raise _unfit(path, node, "the fields of the sentence are not the values it is given")
                yield pattern.value


def hidden(folder: Path) -> Iterator[str]:
    """Where texts of the window stand within an f-string, in which `lupdate` does not see them."""
    for path in sorted(folder.rglob("*.py")):
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(joined, ast.JoinedStr) and any(map(_is_text, ast.walk(joined))):
                yield f"{path.name}:{joined.lineno}"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr"


def _unfit(path: Path, node: ast.Call, reason: str) -> SyntaxError:
    return SyntaxError(f"{path}:{node.lineno}: {reason}")


def fields(pattern: str) -> set[str]:
    """Names of the values that a text takes, as in "{path} is empty"."""
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def _is_own_error(name: str) -> bool:
    """Whether a class is one of the program's errors, whose text is a sentence."""
    return name.endswith("Error") and not hasattr(builtins, name)


def _quoted(text: str) -> str:
    """A text as `lupdate` reads it: in double quotes, whatever quotes are in it."""
    return json.dumps(text, ensure_ascii=False)


def release(language: str) -> None:
    """Make the .qm file of a language, which the program loads."""
    source = ts_file(language)
    compiled, unfinished = source.with_suffix(".qm"), source.with_suffix(".qm.unfinished")
    _run("lrelease", "-silent", str(source), "-qm", str(unfinished))
    unfinished.replace(compiled)  # a program that runs has the file before mapped into its memory


def texts(file: Path) -> Texts:
    """What a .ts file holds."""
    found: Texts = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314  # our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else [form.text or "" for form in translation.iter("numerusform")]
            single = "" if translation is None else translation.text or ""
            found[name, message.findtext("source", "")] = forms or [single]
    return found


def gaps(language: str) -> list[str]:
    """What is wrong with the translations of a language, a line each."""
    kept = texts(ts_file(language))
    with tempfile.TemporaryDirectory() as folder:
        fresh = ts_file(language, Path(folder))
        collect(language, fresh)
        wanted = texts(fresh)
    lines = [f"{language}: {context}: not collected: {text}" for context, text in sorted(wanted.keys() - kept.keys())]
    lines += [f"{language}: {place}: a text within an f-string cannot be collected" for place in hidden(SOURCES)]
    lines += [f"{language}: {context}: no longer used: {text}" for context, text in sorted(kept.keys() - wanted.keys())]
    lines += [
        f"{language}: {context}: not translated: {text}"
        for (context, text), forms in kept.items()
        if not all(forms) and (context, text) in wanted
    ]
    lines += [
        f"{language}: {context}: other fields than the text has: {form}"
        for (context, text), forms in kept.items()
        for form in forms
        if form and (fields(form), form.count(NUMBER)) != (fields(text), text.count(NUMBER))
    ]
    lines += [
        f"{language}: {context}: a number that would have no separators, as {NUMBER} has: {text}"
        for context, text in sorted(wanted)
        if "%n" in text
    ]
    return lines


def main(arguments: Sequence[str]) -> int:
    """Does the job; returns the exit code: 1 where something is to be translated still, 2 where nothing can be done."""
    if _TOOLS is None:
        print(f"{sys.executable} has no PySide6; run this with the Python that the program runs with.", file=sys.stderr)
        return 2
    if "--check" not in arguments:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for language in LANGUAGES:
            collect(language, ts_file(language))
            release(language)
    lines = [line for language in LANGUAGES for line in gaps(language)]
    print("\n".join(lines) or "Every text is translated.")
    return int(bool(lines))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([str(_TOOLS / f"{tool}{_SUFFIX}") if _TOOLS else tool, *arguments], check=True, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
