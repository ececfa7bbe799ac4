"""A picture in which one search misses what is small."""

from drawn_objects import Drawn, ExactModel, masks_of, picture_of
from labelers import PATIENCE
from PIL import Image
from pytestqt.qtbot import QtBot
from window_bench import Bench

from sam3_studio.app.panels.prompt.closer import CloserLook
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import SCORE_FLOOR, Picture, Segmentation

SMALL = [Drawn("box", x, y, 3, 3) for x in range(1, 36, 7) for y in range(1, 26, 8)]
LARGE = Drawn("box", 21, 14, 6, 6)


class Meadow:
    """A picture of 40 x 30 in which one search sees the large duck alone; the model's input has 14 pixels a side."""

    def __init__(self, bench: Bench, qtbot: QtBot, drawn: list[Drawn], most: int = 0, width: int = 40) -> None:
        self.bench = bench
        self._qtbot = qtbot
        self.drawn = picture_of(drawn, width, 30)
        self.hold_at = 0
        self.exact = ExactModel(14, smallest=4, most=most)
        Image.fromarray(self.drawn.pixels).save(bench.session.path("1.png"))
        bench.model.segment = self.segment  # type: ignore[method-assign]

    def segment(self, picture: Picture, prompt, *, floor=SCORE_FLOOR, cancel=None, watch=None) -> Segmentation:
        if len(self.bench.model.prompts) + 1 == self.hold_at:
            self.bench.model.gate.clear()
        self.bench.model.prompts.append(prompt)
        self.bench.model._pass(cancel)
        return self.exact.segment(picture, prompt, floor=floor, watch=watch)

    def find(self) -> None:
        with self._qtbot.waitSignal(self.bench.desk.picture_shown, timeout=PATIENCE):
            self.bench.session.show("1.png")
        with self._qtbot.waitSignal(self.bench.controller.prompted, timeout=PATIENCE):
            self.bench.session.classes.add_concepts(["duck"])

    @property
    def closer(self) -> CloserLook:
        return self.bench.panels.prompt.closer

    @property
    def offered(self) -> set[Rle]:
        shown = [one.candidate.mask for offer in self.bench.picture.offers() for one in offer.shown]
        assert len(shown) == len(set(shown))
        return set(shown)

    def is_whole(self) -> bool:
        return self.offered == set(masks_of(self.drawn))

    def rest(self) -> None:
        self._qtbot.waitUntil(lambda: not self.bench.controller.is_busy, timeout=PATIENCE)
