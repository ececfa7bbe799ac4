"""Photos as phones and cameras keep them, which are not read here: whoever has them is told, and not left to wonder."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from sam3_studio.core.sentence import Sentence

UNREAD = frozenset(
    {".3fr", ".arw", ".cr2", ".cr3", ".dng", ".erf", ".heic", ".heif", ".hif", ".iiq", ".jxl", ".nef", ".nrw"}
    | {".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srw", ".x3f"}
)
"""Endings of their files, in lower case."""


class LeftOut:
    """Photos that were passed over in some folders."""

    def __init__(self) -> None:
        self._count = 0
        self._first = ""

    def note(self, place: str, photos: Sequence[str], pictures: Iterable[str]) -> None:
        """Some lie in a folder; those of which there is a picture, too, as cameras write both, are not missed.

        Args:
            place: the folder, as a beginning of names.
            photos: names of files with one of the endings.
            pictures: names of the files there that are read.
        """
        if not photos:
            return
        there = {_stem(name) for name in pictures}
        missed = sorted(name for name in photos if _stem(name) not in there)
        if missed and not self._count:
            self._first = place + missed[0]
        self._count += len(missed)

    def problem(self) -> Sentence | None:
        """What to do about them; None where there are none."""
        if not self._count:
            return None
        if self._count == 1:
            return Sentence(
                "{name} is a photo of a kind that cannot be read here, so it was left out; save it as JPEG or PNG.",
                name=self._first,
            )
        return Sentence(
            "{count:,} photos are of kinds that cannot be read here, as {name} is, so they were left out; save them as "
            "JPEG or PNG.",
            count=self._count,
            name=self._first,
        )


def _stem(name: str) -> str:
    return PurePath(name).stem.casefold()
