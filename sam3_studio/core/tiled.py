"""Large pictures and many objects: searches in the tiles of a picture, and what they find put together."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.joining import Joining
from sam3_studio.core.merging import merged
from sam3_studio.core.progress import Progress
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation, Segmenter
from sam3_studio.core.tiling import asked_in, tiles_of

NEARLY_ALL = 0.95
"""As a share of all that a search can find, such as 190 of 200: once it has found so much, there may be more."""

FAR_LARGER = 4
"""A picture whose side is this many times that of the model's input loses what is small: of four pixels one is left."""

SURE = 0.5
"""Objects that score more are taken to be there; what scores less does not make a search full."""

_SMALLEST_TILE = 64
"""In pixels; smaller ones are a blur that says nothing."""


class TileUse(StrEnum):
    """When a picture is looked at in tiles."""

    NEVER = "never"
    AUTO = "auto"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class TileStep:
    """How far a search in tiles is.

    Attributes:
        done: tiles that were looked at.
        total: tiles that there are, as far as is known: a tile that is full of objects is divided.
        found: by each search, in pixels of the whole picture.
    """

    done: int
    total: int
    found: tuple[Segmentation, ...]


def is_far_larger(width: int, height: int, side: int) -> bool:
    """Whether a picture is so much larger than the model's input that it loses what is small.

    Args:
        width: of the picture in pixels.
        height: of the picture in pixels.
        side: in pixels that the model resizes pictures to.
    """
    return max(width, height) >= FAR_LARGER * side


def is_full(found: Segmentation, most: int, threshold: float = SURE) -> bool:
    """Whether a search has found nearly as much as it can.

    Args:
        found: by one prompt.
        most: objects that one prompt can find; 0 where that is not known.
        threshold: objects count that score more.
    """
    return has_nearly_all([one.score for one in found.candidates], most, threshold)


def has_nearly_all(scores: Sequence[float], most: int, threshold: float) -> bool:
    """The same, given the scores. Those up to `SCORE_FLOOR` never count: there are always as many as there can be."""
    least = max(threshold, SCORE_FLOOR)
    return bool(most) and sum(score > least for score in scores) >= NEARLY_ALL * most


class TiledSearch:
    """Several searches in the tiles of one picture. It can be stopped between tiles, and goes on where it was.

    Args:
        picture: width and height in pixels.
        parts: to be looked at, in this order.
        searches: the prompts of each; what several prompts of one search find is merged, as `merged` does.
        known: what each search has found already in the picture as a whole.
        most: objects that one prompt can find, so that full tiles are divided; 0 divides none.
        refutes: False: what is known stays, whatever a closer look says.
    """

    def __init__(
        self,
        picture: tuple[int, int],
        parts: Sequence[Crop],
        searches: Sequence[Sequence[Prompt]],
        known: Sequence[Segmentation] = (),
        *,
        most: int = 0,
        refutes: bool = True,
    ) -> None:
        self._size = width, height = picture
        self._searches = searches
        self._most = most
        self._done = 0
        self._waiting = deque(parts)
        self._joinings = tuple(Joining(width, height, refutes=refutes) for _ in searches)
        for joining, found in zip(self._joinings, known, strict=False):
            joining.add(Crop(0, 0, width, height), found)

    @property
    def step(self) -> TileStep:
        """How far it is."""
        found = tuple(joining.found for joining in self._joinings)
        return TileStep(self._done, self._done + len(self._waiting), found)

    def run(
        self,
        segmenter: Segmenter,
        picture: Picture,
        *,
        cancel: threading.Event | None = None,
        watch: Callable[[TileStep], None] | None = None,
        progress: Progress | None = None,
    ) -> TileStep:
        """Look at the tiles that were not looked at yet.

        Args:
            segmenter: finds the objects.
            picture: all of it.
            cancel: once set, stops with the stage the segmenter is in.
            watch: is told after every tile but the last.
            progress: is told before every tile how many were looked at, and how many there are; that costs nothing.

        Returns:
            The last step.

        Raises:
            CancelledError: `cancel` was set; the tiles looked at until then stay looked at.
            PromptError, MemoryShortageError, ModelError: as `Segmenter.segment_all`.
        """
        while self._waiting:
            if cancel is not None and cancel.is_set():
                raise CancelledError("Stopped.")
            if progress:
                progress(self._done, self._done + len(self._waiting))
            self._look(segmenter, picture, self._waiting[0], cancel)
            self._waiting.popleft()
            self._done += 1
            if watch and self._waiting:
                watch(self.step)
        return self.step

    def _look(self, segmenter: Segmenter, picture: Picture, tile: Crop, cancel: threading.Event | None) -> None:
        whole = Crop(0, 0, *self._size)
        asked = [[prompt for one in prompts if (prompt := asked_in(tile, one, whole))] for prompts in self._searches]
        questions = [prompt for prompts in asked for prompt in prompts]
        answers = segmenter.segment_all(tile.of(picture), questions, cancel=cancel) if questions else ()
        coming = iter(answers)
        for joining, prompts in zip(self._joinings, asked, strict=True):
            if prompts:  # a tile that was asked nothing has not looked, and refutes nothing
                joining.add(tile, tile.placed(merged([next(coming) for _ in prompts]), *self._size))
        # Its own answer stays: what is too large for the smaller ones is seen whole there.
        smaller = round(max(tile.width, tile.height) * 0.625)
        if smaller >= _SMALLEST_TILE and any(is_full(found, self._most) for found in answers):
            self._waiting.extend(tiles_of(tile, smaller))
