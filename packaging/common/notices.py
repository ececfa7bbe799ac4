"""The one notice: where everything in a package comes from, and under which licence it is."""

import email
import email.message
import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

_LICENCE_NAME = re.compile(r"^(licen[cs]e|copying|notice|copyright)", re.IGNORECASE)
_COMMON = Path("/usr/share/common-licenses")
"""Where Debian keeps the texts that others refer to."""

_TITLE = """\
Notices for sam3_studio {version}

Everything in this program's folder, where it comes from and under which licence it is. The texts of the licences
follow the list; a text that several parts share stands there once.

"""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the package that comes from one place.

    Attributes:
        name: as it is published.
        version: of it.
        licence: a short name, as the component itself tells it.
        origin: file and SHA-256 of what was unpacked.
        home: address of the project; may be empty.
        places: folders and files of the tree that are its own, with "/".
        texts: licences and notices: what each is called, and what it says.
        note: what else must be said.
    """

    name: str
    version: str
    licence: str
    origin: str
    home: str
    places: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    note: str = ""

    def holds(self, path: str) -> bool:
        """Whether a file of the tree belongs to it."""
        return any(path == place or path.startswith(f"{place}/") for place in self.places)


def wheel_component(wheel: Path, placed: Sequence[str], site: str) -> Component:
    """What a wheel tells about itself.

    Args:
        wheel: the file.
        placed: the files that were unpacked, below site-packages.
        site: site-packages' own place in the tree.
    """
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata_name,) = (name for name in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        metadata = email.message_from_bytes(archive.read(metadata_name))
        texts = tuple(
            (name, archive.read(name).decode("utf-8", "replace"))
            for name in names
            if _LICENCE_NAME.match(PurePosixPath(name).name) and not name.endswith((".py", "/"))
        )
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Component(
        name=str(metadata["Name"]),
        version=str(metadata["Version"]),
        licence=_licence(metadata),
        origin=f"{wheel.name}, SHA-256 {digest}",
        home=_home(metadata),
        places=tuple(sorted({f"{site}/{place.split('/')[0]}" for place in placed})),
        texts=texts,
    )


def completed(component: Component, told: Mapping[str, Any]) -> Component:
    """A component with what versions.toml knows about it and it does not tell itself."""
    texts = tuple((name, (_COMMON / name).read_text("utf-8")) for name in told.get("texts", ()))
    if "text" in told:
        texts = (("LICENSE", told["text"]), *texts)
    return replace(
        component,
        licence=told.get("licence", component.licence),
        texts=component.texts + texts,
        note=told.get("note", component.note).strip(),
    )


def ownerless(paths: Iterable[str], components: Sequence[Component]) -> list[str]:
    """Files that belong to no component."""
    return [path for path in paths if not any(one.holds(path) for one in components)]


def untold(components: Sequence[Component]) -> list[str]:
    """Components whose licence is not known, or whose text is missing."""
    return [one.name for one in components if not one.licence or not one.texts]


def notice(version: str, components: Sequence[Component]) -> str:
    """The text of the notice."""
    numbers: dict[str, int] = {}
    texts: list[str] = []
    entries = []
    for one in sorted(components, key=lambda component: component.name.lower()):
        lines = [f"{one.name} {one.version}", f"    licence: {one.licence}", f"    from: {one.origin}"]
        lines += [f"    home: {one.home}"] if one.home else []
        lines += [f"    lies in: {', '.join(one.places)}"]
        lines += [f"    {line}" for line in one.note.splitlines()]
        for name, text in one.texts:
            key = " ".join(text.split())
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                texts.append(f"{'=' * 100}\n[{numbers[key]}] {name}\n{'=' * 100}\n\n{_plain(text)}\n")
            lines.append(f"    text [{numbers[key]}]: {name}")
        entries.append("\n".join(lines) + "\n")
    return _TITLE.format(version=version) + "\n".join(entries) + "\n" + "\n".join(texts)


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\f", "\n").splitlines()).strip("\n")


def _licence(metadata: email.message.Message) -> str:
    """As short as the metadata allows: an expression, a classifier, or a first line."""
    if metadata["License-Expression"]:
        return str(metadata["License-Expression"])
    classified = [
        str(line).rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if "License" in str(line)
    ]
    if classified:
        return ", ".join(classified)
    return str(metadata["License"] or "").strip().split("\n")[0][:80]


def _home(metadata: email.message.Message) -> str:
    urls = dict(str(line).split(", ", 1) for line in metadata.get_all("Project-URL", []) if ", " in str(line))
    by_name = {name.lower(): url for name, url in urls.items()}
    for name in ("homepage", "home", "source", "source code", "repository", "code"):
        if name in by_name:
            return by_name[name]
    return str(metadata["Home-page"] or "")
