"""Imports that are undone again and again, and killed at random moments while they are.

A script, because the test process cannot be forked safely: `killed_undoing.py FOLDER KILLS`. After every kill the
project is opened again; it prints how often it was as before the undoing, and how often as before the import.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import numpy as np

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.importing import Existing, import_undoably
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.undoing import last_import, undo_import
from sam3_studio.dataset.reading.table import ImportFormat

NAMES = [f"{number}.jpg" for number in range(60)]


def prepare(photos, labels):
    """Sixty pictures with an object of many pixels each, and labels that would replace all of them."""
    photos.mkdir()
    (labels / "labels").mkdir(parents=True)
    (labels / "classes.txt").write_text("duck\n")
    for name in NAMES:
        (photos / name).write_bytes(b"picture")
        (labels / "labels" / name).with_suffix(".txt").write_text("0 0.5 0.5 0.5 0.5\n")
    mask = Rle.from_mask(np.random.default_rng(1).random((200, 200)) < 0.5)
    with Project.open(photos) as project:
        project.classes.add("duck")
        update = project.images.update()
        for batch in scan(photos):
            update.add(batch.images)
        update.finish()
        for name in NAMES:
            project.images.set_size(name, 200, 200)
            drawn = ImageDocument((LabeledObject(1, mask, Source.PERSON),))
            project.labels.save(name, ImageDocument(), drawn, ImageState.DONE)


def areas(project):
    """Pixels of the objects of each picture."""
    return [[item.mask.area for item in project.labels.document(name).objects] for name in NAMES]


def take(photos, labels):
    with Project.open(photos) as project:
        for _ in import_undoably(project, labels, ImportFormat.YOLO, Existing.REPLACE):
            pass
        return areas(project)


def killed_after(file, seconds):
    process = os.fork()
    if not process:
        undo_import(file)
        os._exit(0)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def main(folder, kills):
    random.seed(7)
    photos, labels = folder / "photos", folder / "labels"
    prepare(photos, labels)
    with Project.open(photos) as project:
        file, before = project.file, areas(project)
    after = take(photos, labels)
    started = time.perf_counter()
    undo_import(file)
    whole = time.perf_counter() - started
    counts = [0, 0]
    for number in range(10 * kills):
        if number >= kills and min(counts):
            break
        assert take(photos, labels) == after
        killed_after(file, random.uniform(0, 2 * whole))
        with Project.open(photos) as project:
            found = areas(project)
            assert found in (after, before), "half of it is there"
            counts[found == before] += 1
            assert (last_import(project) is not None) == (found == after)
        if found == after:
            undo_import(file)
    sys.stdout.write(f"{counts[0]} {counts[1]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
