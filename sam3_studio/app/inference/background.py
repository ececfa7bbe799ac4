"""What is asked of the worker when nobody waits for it, and its answers; see `messages`."""

from dataclasses import dataclass
from pathlib import Path

from sam3_studio.app.inference.messages import Reply, Request
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import DiskRoom, Segmentation
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.journal import FileState


@dataclass(frozen=True, slots=True, eq=False)
class InBackground(Request):
    """Something that nobody waits for: it gives way to all else, and is taken up again.

    Attributes:
        path: of a picture's file.
        root: the folder that all pictures are in.
        then: files of the pictures that are likely to come next, to be read meanwhile.
    """

    path: Path
    root: Path
    then: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AskPicture(InBackground):
    """Find objects in a picture for all of several prompts, in a run over many.

    Attributes:
        prompts: one or more.
        floors: one for each, as in `Segmenter.segment_all`.
        tiles: when to look in tiles, too; a picture that had to give way goes on with the tiles that are left.
    """

    prompts: tuple[Prompt, ...] = ()
    floors: tuple[float, ...] = ()
    tiles: TileUse = TileUse.NEVER


@dataclass(frozen=True, slots=True, eq=False)
class KeepPicture(InBackground):
    """Prepare a picture for prompts, on disk.

    Attributes:
        measure: whether to tell how much room it takes.
    """

    measure: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FoundInPicture(Reply):
    """An answer to each prompt.

    Attributes:
        found: the answers.
        size: of the picture, (width, height) in pixels.
        file: the state of the file that it was read from; None where that could not be told.
    """

    found: tuple[Segmentation, ...]
    size: tuple[int, int]
    file: FileState | None


@dataclass(frozen=True, slots=True, eq=False)
class TilesLooked(Reply):
    """How far a picture is that is looked at in tiles.

    Attributes:
        done: tiles that were looked at.
        total: tiles that there are, as far as is known.
    """

    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class PictureKept(Reply):
    """The picture is on disk; how much room it takes there, if that was to be told."""

    room: DiskRoom | None = None
