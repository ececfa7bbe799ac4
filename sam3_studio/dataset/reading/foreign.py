"""Formats of other programs that cannot be read here: told by how their files begin, with what to do about them."""

import re
from pathlib import Path

from sam3_studio.core.errors import DatasetError

_PROGRAMS = {
    ".xml": ((rb"<annotations>", "CVAT"),),
    ".json": (
        (rb'"_via_|"(?:shape|region)_attributes"\s*:', "VIA"),
        (rb'"dm_format_version"\s*:|"categories"\s*:\s*\{\s*"label"\s*:\s*\{', "Datumaro"),
        (rb'"description"\s*:\s*"ISAT\b', "ISAT"),
        (rb'"(?:classTitle|geometryType)"\s*:', "Supervisely"),
        (rb'"from_name"\s*:|"(?:rectangle|polygon|brush)labels"', "Label Studio"),
    ),
}
"""By the ending of files: what is in the beginning of those of a program's own format. Each exports COCO."""
# Those who label give attributes any names, and datasets any descriptions: a file of COCO may have such words, too.
_COCO = re.compile(
    rb'^(?:\xef\xbb\xbf)?\s*\{(?:\s*"annotations"\s*:\s*\[|.*"(?:images|categories)"\s*:\s*\[)', re.DOTALL
)


def refuse_foreign(path: Path, beginning: bytes) -> None:
    """Say what to do about a file of another program's own format.

    Raises:
        DatasetError: it is of such a one.
    """
    if _COCO.search(beginning):
        return
    for sign, program in _PROGRAMS.get(path.suffix.lower(), ()):
        if re.search(sign, beginning):
            refuse(path, program)


def refuse(path: Path, program: str) -> None:
    """Say what to do about a file of a program's own format.

    Raises:
        DatasetError: always.
    """
    raise DatasetError(
        "{path} is of {program}'s own format; have {program} export COCO, and choose that.", path=path, program=program
    )
