"""At the start of the program: the active runtime comes first on the path, or a sentence says why it does not.

Nothing here is slow, for every command waits for it: no torch, no look into folders beyond the files that the record
names.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from sam3_studio import __version__
from sam3_studio.core.sentence import Sentence
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.record import PLATFORM, PYTHON, Record, read_record

VARIABLE = "SAM3_STUDIO_GPU"
"""Environment variable that leaves the runtime out where it is "off", and else names the folder of one to be tried."""
OFF = "off"


@dataclass(frozen=True, slots=True)
class Standing:
    """Which runtime there is, and whether it is used.

    Attributes:
        record: what is known about it; None where there is none.
        folder: to import from; None where it is not used.
        reason: why it is not used, a sentence; empty where it is, and where there is none.
    """

    record: Record | None = None
    folder: Path | None = None
    reason: str = ""


def activate() -> None:
    """Have PyTorch imported from the active runtime, if there is one that can be used."""
    tried = os.environ.get(VARIABLE, "")
    if tried and tried != OFF:
        sys.path.insert(0, tried)
        return
    places = Places.of_user()
    standing = look(places)
    if standing.folder is not None and standing.record is not None:
        from sam3_studio.runtime.fallback import watch  # noqa: PLC0415 - only who has a runtime needs it

        sys.path.insert(0, str(standing.folder))
        watch(standing.folder, standing.record, places)


def look(places: Places) -> Standing:
    """What there is, and whether it can be used by this program, as far as can be told without loading it."""
    try:
        record = read_record(places.record)
    except (OSError, ValueError) as error:
        return Standing(reason=Sentence("{file} cannot be read ({reason}).", file=places.record, reason=error))
    if record is None:
        return Standing()
    folder = places.root / record.folder
    reason = _obstacle(record, folder)
    return Standing(record, reason=reason) if reason else Standing(record, folder)


def _obstacle(record: Record, folder: Path) -> str:
    """Why a runtime is not used; empty where it is."""
    if os.environ.get(VARIABLE) == OFF:
        return Sentence("It is switched off by the environment variable {variable}.", variable=VARIABLE)
    if record.failure:
        return Sentence("It could not be loaded ({reason}).", reason=record.failure)
    if record.platform != PLATFORM:
        return Sentence("It is for {there}, and this is {here}.", there=record.platform, here=PLATFORM)
    if record.python != PYTHON:
        return Sentence("It is for Python {there}, and this is {here}.", there=record.python, here=PYTHON)
    if record.program != __version__:
        return Sentence(
            "It was tried with version {there} of the program, and this is {here}; enabled again, it is tried "
            "anew and fetched only where that needs another.",
            there=record.program,
            here=__version__,
        )
    damaged = _damaged_file(record, folder)
    return Sentence("Its file {file} is missing or damaged.", file=damaged) if damaged else ""


def is_damaged(places: Places) -> bool:
    """Whether there is a runtime that has to be made anew, whatever else keeps it from being used."""
    try:
        record = read_record(places.record)
    except (OSError, ValueError):
        return False
    return record is not None and bool(record.failure or _damaged_file(record, places.root / record.folder))


def _damaged_file(record: Record, folder: Path) -> str:
    """The first file that is not as it was; empty where all are."""
    for name, size in record.files.items():
        try:
            whole = (folder / name).stat().st_size == size
        except OSError:
            whole = False
        if not whole:
            return name
    return ""
