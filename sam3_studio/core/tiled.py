"""Large pictures and many objects: a segmenter that is asked tile by tile, and what it finds put together."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.joining import Joining
from sam3_studio.core.merging import merged
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation, Segmenter, Watch
from sam3_studio.core.tiling import asked_in, tile_side, tiles, tiles_of

NEARLY_ALL = 0.95
"""As a share of all that a search can find, such as 190 of 200: once it has found so much, there may be more."""

FAR_LARGER = 4
"""A picture with a side of so many times the model's input loses what is small: one pixel of four each way is left."""

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
    """Whether a picture, in pixels, is so much larger than what the model resizes it to that it loses what is small."""
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
    ) -> TileStep:
        """Look at the tiles that were not looked at yet.

        Args:
            segmenter: finds the objects.
            picture: all of it.
            cancel: once set, stops with the stage the segmenter is in.
            watch: is told after every tile but the last.

        Returns:
            The last step.

        Raises:
            CancelledError: `cancel` was set; the tiles looked at until then stay looked at.
            PromptError, MemoryShortageError, ModelError: as `Segmenter.segment_all`.
        """
        while self._waiting:
            if cancel is not None and cancel.is_set():
                raise CancelledError("Stopped.")
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions about a picture, by its key, and when they are to be asked of tiles, too."""

    picture: str
    prompts: tuple[Prompt, ...]
    floors: tuple[float, ...]
    use: TileUse


@dataclass(frozen=True, slots=True)
class _Begun:
    """Questions about a picture that are answered as a whole, and the search in tiles for some of them."""

    questions: _Asked
    whole: tuple[Segmentation, ...]
    asked: tuple[int, ...]
    search: TiledSearch


class Unfinished:
    """Keeps the search in tiles that was stopped last, so that it can go on where it was."""

    def __init__(self) -> None:
        self._begun: _Begun | None = None

    def keep(self, begun: _Begun | None) -> None:
        """Keep a search in the place of the one before; None once that is answered."""
        self._begun = begun

    def about(self, questions: _Asked) -> _Begun | None:
        """The search that is kept, if it is for these questions."""
        return self._begun if self._begun and self._begun.questions == questions else None


class TiledSegmenter:
    """Implements `Segmenter` with another one, asked about the picture as a whole and, where it pays, in tiles.

    Args:
        segmenter: that is asked.
        side: in pixels that it resizes pictures to.
        most: objects that one prompt can find.
        use: when to look in tiles; by itself where a search has found nearly all it can, or the picture is
            `FAR_LARGER` than the model's input.
        unfinished: keeps what `segment_all` was stopped in; it is for one model.
    """

    def __init__(
        self,
        segmenter: Segmenter,
        side: int,
        most: int,
        use: TileUse = TileUse.AUTO,
        unfinished: Unfinished | None = None,
    ) -> None:
        self._segmenter = segmenter
        self._side = side
        self._most = most
        self._use = use
        self._unfinished = unfinished or Unfinished()

    @property
    def description(self) -> str:
        """Of the segmenter that is asked, and when in tiles."""
        return f"{self._segmenter.description}, tiles: {self._use}"

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        """See `Segmenter.encode`; of the picture as a whole."""
        self._segmenter.encode(picture, cancel=cancel)

    def prepare(self, picture: Picture) -> None:
        """See `Segmenter.prepare`; of the picture as a whole."""
        self._segmenter.prepare(picture)

    def segment(
        self,
        picture: Picture,
        prompt: Prompt,
        *,
        floor: float = SCORE_FLOOR,
        cancel: threading.Event | None = None,
        watch: Watch | None = None,
    ) -> Segmentation:
        """See `Segmenter.segment`; tile by tile the result grows. The floor is that of the picture as a whole."""

        def show(step: TileStep) -> None:
            if watch:
                watch(step.found[0])

        whole = self._segmenter.segment(picture, prompt, floor=floor, cancel=cancel, watch=watch)
        begun = self._begin(picture, _Asked(picture.key, (prompt,), (floor,), self._use), (whole,))
        return self._finished(begun, picture, cancel, show)[0]

    def segment_all(
        self,
        picture: Picture,
        prompts: Sequence[Prompt],
        *,
        floors: Sequence[float] = (),
        cancel: threading.Event | None = None,
    ) -> tuple[Segmentation, ...]:
        """See `Segmenter.segment_all`; each tile is encoded once for all prompts, and floors are as in `segment`."""
        questions = _Asked(picture.key, tuple(prompts), tuple(floors), self._use)
        begun = self._unfinished.about(questions)
        if begun is None:
            whole = self._segmenter.segment_all(picture, prompts, floors=floors, cancel=cancel)
            begun = self._begin(picture, questions, whole)
        self._unfinished.keep(begun)
        found = self._finished(begun, picture, cancel)
        self._unfinished.keep(None)
        return found

    def _begin(self, picture: Picture, questions: _Asked, whole: tuple[Segmentation, ...]) -> _Begun:
        """Decide which questions are to be asked of tiles, too."""
        width, height = picture.width, picture.height
        where_needed = self._use is TileUse.AUTO
        anyway = self._use is TileUse.ALWAYS or (where_needed and is_far_larger(width, height, self._side))
        full = [where_needed and is_full(one, self._most) for one in whole]
        asked = tuple(number for number in range(len(whole)) if anyway or full[number])
        search = TiledSearch(
            (width, height),
            tiles(width, height, tile_side(width, height, self._side)) if asked else (),
            [(questions.prompts[number],) for number in asked],
            [whole[number] for number in asked],
            most=self._most,
        )
        return _Begun(questions, whole, asked, search)

    def _finished(
        self,
        begun: _Begun,
        picture: Picture,
        cancel: threading.Event | None,
        watch: Callable[[TileStep], None] | None = None,
    ) -> tuple[Segmentation, ...]:
        """The answers about the picture as a whole, with what its tiles add where they are to be looked at."""
        found = list(begun.whole)
        last = begun.search.run(self._segmenter, picture, cancel=cancel, watch=watch)
        for number, one in zip(begun.asked, last.found, strict=True):
            found[number] = one
        return tuple(found)
