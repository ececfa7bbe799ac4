"""What is asked of a picture tile by tile: one request, and an answer after every tile."""

from dataclasses import dataclass

from sam3_studio.app.inference.messages import AskCrop, FoundInCrop
from sam3_studio.core.cropping import Crop
from sam3_studio.core.segmenter import Segmentation


@dataclass(frozen=True, slots=True, eq=False)
class AskTiles(AskCrop):
    """Find objects of one class in several parts of a picture, one after the other; what is found is joined.

    Attributes:
        tiles: the parts; `crop` holds them all.
        known: what was found of the class in the picture before.
        whole: the tiles are all of the picture, so that what a closer look refutes is dropped; otherwise they only add.
        most: objects that one prompt can find.
    """

    tiles: tuple[Crop, ...]
    known: Segmentation
    whole: bool
    most: int


@dataclass(frozen=True, slots=True, eq=False)
class FoundInTiles(FoundInCrop):
    """One answer for all prompts together, after some of the tiles; it comes after every tile.

    Attributes:
        done: tiles that were looked at.
        total: tiles that there are; one that is full of objects is divided.
    """

    done: int
    total: int
