"""Making up a project: pictures that exist in name only, with objects that have real masks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import Details, ImageState, LabeledObject, Origin, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.project import Project

CLASSES = ("person", "bicycle", "car", "dog", "traffic light", "bench", "bird", "umbrella", "backpack", "kite")
WIDTH, HEIGHT = 640, 480
TAGS = ("night", "rain", "blurred")

_SHAPES = 200
_OBJECTS = 10
_BATCH = 500
_STATES = (
    *(ImageState.DONE,) * 6,
    *(ImageState.IN_WORK,) * 2,
    ImageState.CANDIDATES,
    ImageState.SECOND_LOOK,
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A blob that can be moved: what its runs are in a picture of `HEIGHT`, from its first pixel on."""

    runs: np.ndarray[tuple[int], np.dtype[np.int64]]
    offset: int
    width: int
    height: int


def make_project(folder: Path, images: int) -> Iterator[int]:
    """Make a project in a folder; the numbers of pictures that it has so far are given as it grows.

    A picture has ten objects on average. Four fifths of them are the model's, with scores spread evenly; one in a
    hundred has a note. One picture in ten has a tag, one in fifty a note.

    Args:
        folder: empty.
        images: how many.
    """
    rng = np.random.default_rng(1)
    shapes = list(_shapes(rng))
    with Project.open(folder) as project:
        for name in CLASSES:
            project.classes.add(name, concepts=(name,))
        update = project.images.update()
        # The numbers in the names are in natural order.
        names = (f"{number // 1000:03}/{number:06}.jpg" for number in range(images))
        done = 0
        while batch := list(islice(names, _BATCH)):
            with project.transaction():
                update.add(ScannedImage(name, FileState(1000, 1)) for name in batch)
                for name in batch:
                    _fill(project, name, done, shapes, rng)
                    done += 1
            project.checkpoint()
            yield done


def _fill(project: Project, name: str, number: int, shapes: list[_Shape], rng: np.random.Generator) -> None:
    project.images.set_size(name, WIDTH, HEIGHT)
    count = int(rng.integers(0, 2 * _OBJECTS + 1))
    now = 1_795_000_000.0 + number * 60
    items = tuple(_object(shapes[int(rng.integers(len(shapes)))], now + 4 * i, rng) for i in range(count))
    state = _STATES[number % len(_STATES)]
    project.labels.save(name, ImageDocument(), ImageDocument(items), state)
    if number % 10 == 3:
        project.images.set_tags([name], [TAGS[number // 10 % len(TAGS)]])
    if number % 50 == 7:
        project.images.set_note(name, "The light changes here.")


def _object(shape: _Shape, made: float, rng: np.random.Generator) -> LabeledObject:
    x = int(rng.integers(0, WIDTH - shape.width + 1))
    y = int(rng.integers(0, HEIGHT - shape.height + 1))
    score, kind, note = rng.random(3)
    origin = Origin("person", round(float(score), 4), 0.9, "0123456789ab") if kind < 0.8 else None
    return LabeledObject(
        class_id=int(rng.integers(1, len(CLASSES) + 1)),
        mask=_at(shape, x, y),
        source=Source.PERSON if origin is None else Source.EDITED if kind < 0.1 else Source.MODEL,
        origin=origin,
        time=made,
        details=Details(note="check this one") if note < 0.01 else Details(),
    )


def _at(shape: _Shape, x: int, y: int) -> Rle:
    """The blob with its top left corner at a place."""
    counts = np.empty(len(shape.runs) + 2, dtype=np.int64)
    counts[0] = x * HEIGHT + y + shape.offset
    counts[1:-1] = shape.runs
    counts[-1] = WIDTH * HEIGHT - counts[:-1].sum()
    if not counts[-1]:
        counts = counts[:-1]
    return Rle(HEIGHT, WIDTH, counts.astype("<u4").tobytes())


def _shapes(rng: np.random.Generator) -> Iterator[_Shape]:
    """Blobs of 8 to 120 pixels across with bumpy outlines; every tenth has a hole."""
    for number in range(_SHAPES):
        size = int(8 * 15 ** rng.random())
        row, column = np.mgrid[:size, :size] + 0.5 - size / 2
        angle, distance = np.arctan2(row, column), np.hypot(row, column)
        waves = 1 + 0.12 * np.cos(int(rng.integers(2, 7)) * angle + rng.random() * 6)
        mask = distance < size * 0.43 * waves
        if number % 10 == 0:
            mask &= distance > size * 0.15
        counts = Rle.from_crop(mask, 0, 0, HEIGHT, WIDTH).counts.astype(np.int64)
        yield _Shape(counts[1:-1], int(counts[0]), size, size)
