"""Weighs the labels of a dataset's later parts before those of an earlier one are taken for a picture's."""

from pathlib import PurePosixPath

from sam3_studio.dataset.reading.found import Reading
from sam3_studio.dataset.reading.origins import Origins
from sam3_studio.dataset.reading.wanted import Rivals, Wanted


class Weighing(Reading):
    """Notes how well labels fit the pictures, and has no object read: what does not fit is told when they are read.

    Args:
        reading: of the dataset, which is to know it.
        origins: of the part.
        beside: of the part, see `Reading`.
    """

    def __init__(self, reading: Reading, origins: Origins, beside: tuple[PurePosixPath, ...]) -> None:
        super().__init__(reading.pictures, pulse=reading.pulse, origins=origins, claims=reading.claims, beside=beside)

    def find(self, wanted: Wanted, rivals: Rivals) -> None:  # noqa: ARG002  # all of them come here themselves
        """Note what labels fit."""
        self.pulse()
        self.note(wanted)

    def miss(self, name: str) -> None:
        """Tell nothing."""
