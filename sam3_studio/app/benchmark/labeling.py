"""How long the real window stands still at each step of labeling a picture with very many objects."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image
from PySide6.QtWidgets import QApplication

from sam3_studio.app.benchmark.canvas import blobs
from sam3_studio.app.benchmark.figures import Figure
from sam3_studio.app.benchmark.heartbeat import Pulse
from sam3_studio.app.benchmark.real_window import real_window, rest, wait
from sam3_studio.app.inference.messages import LoadedModel, ModelChoice, ModelInfo
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.app.session.answer import Progress
from sam3_studio.core.annotation import Candidate
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.segmenter import SCORE_FLOOR, DiskRoom, Picture, Segmentation, Sketch, Watch

_SIZE = 3840, 2160
_CONCEPTS = ("apple", "pear", "plum", "cherry", "grape")
_AT_ONCE = 32  # masks in a part, as from the real model
_MOVES = 9
_MOST_BLOCK, _MOST_REPAINT = 50.0, 30.0  # ms


class _Finder:
    """A model that finds made-up objects, in parts as the real one does, and takes no time for it.

    What the real one costs the window while it computes, the heartbeat tells.
    """

    description, shortages = "made-up objects", 0

    def __init__(self, count: int) -> None:
        self._encoded: set[str] = set()
        self._count = count
        # Made beforehand: what makes them would hold the window up, as a real model at work does not.
        self._found = [_made_up(number, count) for number in range(len(_CONCEPTS))]

    def is_encoded(self, picture: Picture) -> bool:
        """See `Model`."""
        return picture.key in self._encoded

    def encode_to_disk(self, picture: Picture, *, cancel: threading.Event | None = None) -> bool:  # noqa: ARG002 - the signature of `Segmenter`
        """See `Model`."""
        return False

    def disk_room(self) -> DiskRoom:
        """See `Model`."""
        return DiskRoom(0, 0)

    def limit_memory(self, picture_bytes: int, disk_bytes: int = 0) -> None:
        """See `Model`."""

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:  # noqa: ARG002 - the signature of `Segmenter`
        """See `Segmenter`."""
        self._encoded.add(picture.key)

    def segment(
        self,
        picture: Picture,  # noqa: ARG002 - all have one size
        prompt: Prompt,
        *,
        floor: float = SCORE_FLOOR,  # noqa: ARG002 - everything is far above it
        cancel: threading.Event | None = None,  # noqa: ARG002 - it is quick
        watch: Watch | None = None,
    ) -> Segmentation:
        """See `Segmenter`."""
        found = self._found[_CONCEPTS.index(prompt.text) if prompt.text in _CONCEPTS else 0]
        if watch:
            watch(Sketch(0.9, tuple((one.box, one.score) for one in found)))
            for count in range(_AT_ONCE, self._count, _AT_ONCE):
                watch(Segmentation(0.9, found[:count]))
                time.sleep(0.05)
        return Segmentation(0.9, found)

    def prepare(self, picture: Picture) -> None:
        """See `Segmenter`."""

    def segment_all(
        self,
        picture: Picture,
        prompts: Sequence[Prompt],
        *,
        floors: Sequence[float] = (),  # noqa: ARG002 - as in `segment`
        cancel: threading.Event | None = None,
    ) -> tuple[Segmentation, ...]:
        """See `Segmenter`."""
        return tuple(self.segment(picture, prompt, cancel=cancel) for prompt in prompts)


def _made_up(number: int, count: int) -> tuple[Candidate, ...]:
    """What is found of the concept with this number."""
    width, height = _SIZE
    masks = blobs(np.random.default_rng(number), count, height, width)
    return tuple(Candidate(mask.box, 1 - n / count, mask) for n, mask in enumerate(masks) if mask.box)


def _load(count: int, _choice: ModelChoice, _cancel: threading.Event) -> LoadedModel:
    return LoadedModel(_Finder(count), ModelInfo("made-up objects", "", "cpu", "float32", "", 1008, count))


def measure_labeling(application: QApplication, window: tuple[int, int], found: int = 200) -> Iterator[Figure]:
    """Label a picture of 3840 x 2160 with objects of five concepts, leave it, and come back.

    Args:
        application: the running one.
        window: its size in logical pixels.
        found: how many objects there are of each concept.
    """
    with TemporaryDirectory(prefix="sam3-studio-") as place:
        folder = Path(place) / "photos"
        folder.mkdir()
        coarse = Image.fromarray(np.random.default_rng(0).integers(0, 256, (27, 48, 3), dtype=np.uint8))
        for number in (1, 2):
            coarse.resize(_SIZE, Image.Resampling.BICUBIC).save(folder / f"{number}.jpg")
        with real_window(application, Path(place) / "config", window, partial(_load, found)) as shown:
            shown.begin()
            wait(lambda: shown.controller.model is not None)
            shown.open(folder)
            wait(lambda: shown.canvas.stage is not None)
            yield from _figures(_Labeler(shown), f"{window[0]} × {window[1]}", found)


def _figures(labeler: "_Labeler", window: str, found: int) -> Iterator[Figure]:
    searched, moved, accepted = [], [], []
    most = found * len(_CONCEPTS)
    for concept in _CONCEPTS:
        searched.append(labeler.block(partial(labeler.search, concept)))
        moved += [labeler.repaint("threshold_down") for _ in range(_MOVES)]
        accepted.append(labeler.block(partial(labeler.do, "accept_all")))
    note = f"in a window of {window}, median of {len(_CONCEPTS)}"
    yield Figure(f"longest block: {found} candidates come", float(np.median(searched)), "ms", _MOST_BLOCK, note)
    yield Figure("longest block: accept them", float(np.median(accepted)), "ms", _MOST_BLOCK, note)
    median, tail = np.percentile(moved, (50, 99))
    name = f"threshold, all panels in {window}, 99th percentile"
    yield Figure(name, float(tail), "ms", _MOST_REPAINT, f"median {median:.1f} ms")
    for name, step in (
        ("undo", partial(labeler.do, "undo")),
        ("redo", partial(labeler.do, "redo")),
        ("open another picture", partial(labeler.do, "next")),
        (f"come back to {most:,} objects", partial(labeler.do, "previous")),
        (f"hide {most:,} objects", labeler.hide_all),
    ):
        yield Figure(f"longest block: {name}", labeler.block(step), "ms", _MOST_BLOCK, f"in a window of {window}")


class _Labeler:
    """Does what a person does, and feels how long the window stands still."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._pulse = Pulse()

    def block(self, step: Callable[[], object]) -> float:
        """The longest time in milliseconds that the window stood still during a step and shortly after."""
        self._pulse.start()
        step()
        rest(0.3)
        wait(lambda: self._window.canvas.is_settled and not self._window.controller.is_busy)
        return 1000 * self._pulse.stop("").longest

    def repaint(self, action: str) -> float:
        """Milliseconds until an action is done and everything that it changed is painted."""
        rest(0.02)
        begun = time.perf_counter()
        self.do(action)
        QApplication.processEvents()
        return 1000 * (time.perf_counter() - begun)

    def do(self, action: str) -> None:
        """Something that there is a key for."""
        self._window.commands[action].trigger()

    def search(self, concept: str) -> None:
        """Type a concept, and wait for what is found."""
        self._window.prompt.concepts_added.emit((concept,))
        wait(self._is_answered)

    def hide_all(self) -> None:
        """Select every object, and hide them."""
        self.do("select_all")
        self.do("hide")

    def _is_answered(self) -> bool:
        session, picture = self._window.session, self._window.desk.picture
        if session is None or picture is None or session.classes.current is None:
            return False
        return picture.offer(session.classes.current).progress is Progress.DONE and not self._window.controller.is_busy
