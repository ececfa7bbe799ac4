"""A segmenter that asks another one about the picture as a whole and, where that pays, tile by tile."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sam3_studio.core.progress import Progress
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation, Segmenter, Watch
from sam3_studio.core.tiled import TiledSearch, TileStep, TileUse, is_far_larger, is_full
from sam3_studio.core.tiling import tile_side, tiles


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
        use: when to look in tiles; `AUTO` does where a search has found nearly all it can, or the picture is
            `FAR_LARGER` than the model's input.
        unfinished: keeps what `segment_all` was stopped in; it is for one model.
        progress: is told before every tile how many of the picture were looked at, and how many there are.
    """

    def __init__(
        self,
        segmenter: Segmenter,
        side: int,
        most: int,
        use: TileUse = TileUse.AUTO,
        unfinished: Unfinished | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._segmenter = segmenter
        self._side = side
        self._most = most
        self._use = use
        self._unfinished = unfinished or Unfinished()
        self._progress = progress

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
        last = begun.search.run(self._segmenter, picture, cancel=cancel, watch=watch, progress=self._progress)
        for number, one in zip(begun.asked, last.found, strict=True):
            found[number] = one
        return tuple(found)
