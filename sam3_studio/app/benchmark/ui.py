"""All figures of the window, one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image
from PySide6.QtWidgets import QApplication

from sam3_studio.app.benchmark.canvas import CanvasFigures, measure_canvas
from sam3_studio.app.benchmark.drawing import TO_THE_PIXEL
from sam3_studio.app.benchmark.figures import Figure
from sam3_studio.app.benchmark.folder import measure_folder
from sam3_studio.app.benchmark.heartbeat import measure_heartbeat
from sam3_studio.app.benchmark.labeling import measure_labeling
from sam3_studio.app.benchmark.startup import measure_startup
from sam3_studio.app.inference.messages import ClassPrompt, ModelChoice
from sam3_studio.app.threads.garbage import GarbageCollection, uncollected
from sam3_studio.core.prompt import Prompt

_TARGETS = (("pan", 16.0), ("zoom", 16.0), ("threshold", 30.0), ("hover", 16.0))
_WINDOWS = (("1280 × 800", (1280, 800)), ("3840 × 2160", (3840, 2160)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    Attributes:
        model: of the heartbeat; without a source one of full size with random weights.
        pictures: in the large folder.
        memory: the most bytes that the process has held so far.
    """

    model: ModelChoice
    pictures: int
    memory: Callable[[], int]


def measure_ui(plan: Plan) -> Iterator[Figure]:
    """Measure everything; a figure comes as soon as it is known.

    Raises:
        ModelError: the model cannot be loaded, or fails.
        UsageError: the window cannot be opened.
    """
    # The variable keeps it alive.
    application = QApplication([])
    GarbageCollection(application)
    yield from measure_startup()
    # Before anything that takes more memory than it does.
    yield from measure_folder(application, plan.pictures, plan.memory)
    with uncollected():
        pass  # as in the program, where a model is loaded before a person does anything
    for name, size in _WINDOWS:
        yield from _canvas(name, measure_canvas(window=size))
        yield from measure_labeling(application, size)
    yield from _blocks(plan.model)


def _canvas(window: str, figures: CanvasFigures) -> Iterator[Figure]:
    """Of a picture of 3840 x 2160 with 1,000 objects and 200 candidates."""
    parts: list[tuple[str, tuple[float, ...], float | None]]
    parts = [(name, getattr(figures, name), target) for name, target in _TARGETS]
    parts += [(name, took, None if name.endswith(TO_THE_PIXEL) else 16.0) for name, took in figures.draw.items()]
    for name, measured, target in parts:
        values = np.array(measured)
        median, tail, worst = np.percentile(values, (50, 99, 100))
        note = f"median {median:.1f} ms, worst {worst:.1f} ms, {len(values)} frames"
        yield Figure(f"{name} in a window of {window}, 99th percentile", float(tail), "ms", target, note)


def _blocks(model: ModelChoice) -> Iterator[Figure]:
    """The window's longest stand-still in each stage of the model's work."""
    with TemporaryDirectory(prefix="sam3-studio-") as place:
        photo = Path(place) / "photo.png"
        coarse = Image.fromarray(np.random.default_rng(0).integers(0, 256, (27, 48, 3), dtype=np.uint8))
        coarse.resize((1920, 1080), Image.Resampling.BICUBIC).save(photo)
        prompts = [ClassPrompt(1, text, Prompt(text)) for text in ("yellow school bus", "person")]
        for beat in measure_heartbeat(model, photo, prompts):
            idle = beat.stage == "nothing"
            note = f"in {beat.seconds:.1f} s; what the machine itself costs" if idle else f"in {beat.seconds:.1f} s"
            yield Figure(f"longest block: {beat.stage}", 1000 * beat.longest, "ms", None if idle else 50.0, note)
