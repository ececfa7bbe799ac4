"""Exports that are killed before each of their changes to the disk in turn, and gone on with.

A script, because the test process cannot be forked safely: `killed_runs.py FOLDER PLACEMENT`. Each way to be killed
gets a folder with a number as name; what the next run said goes into its `error.txt`, empty when it succeeded.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

import numpy as np

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.formats.yolo import write_yolo

CHANGES = {"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.utime"}


def image(name, side):
    """A picture with one square object."""
    mask = Rle.from_crop(np.ones((side, side), dtype=bool), 0, 0, 10, 10)
    return AnnotatedImage(name, 10, 10, (Annotation("cat", mask),))


def put(path, text):
    """A file of its own, whatever links led to the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text)


def export(place, names, classes, side, placement):
    return write_yolo(
        [image(name, side) for name in names], classes, place / "out", image_root=place / "in", pictures=placement
    )


def prepare(place, placement):
    """A finished export, then changes of every kind."""
    for name in "abd":
        put(place / "in" / f"{name}.png", f"{name}, first")
    export(place, ["a.png", "b.png", "d.png"], ["cat"], 1, placement)
    for name in "ace":
        put(place / "in" / f"{name}.png", f"{name}, second")
    labels = place / "out" / "labels" / "train"
    put(labels / "d.txt", "0 edited by hand")
    put(labels / "e.txt", "0 made by hand")
    put(labels / "f.txt", "0 not listed")
    put(place / "out" / "images" / "train" / "f.png", "f, by hand")


def die_before(change):
    """Have the process killed before so many changes to the disk have been made."""
    made = count()

    def watch(event, arguments):
        writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if (event in CHANGES or writes) and next(made) == change:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def was_killed(place, change, placement):
    process = os.fork()
    if not process:
        die_before(change)
        export(place, ["a.png", "c.png", "d.png", "e.png"], ["cat", "dog"], 2, placement)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


def main(folder, placement):
    for change in count():
        place = folder / str(change)
        prepare(place, placement)
        killed = was_killed(place, change, placement)
        for name in "ac":
            put(place / "in" / f"{name}.png", f"{name}, third")
        error = ""
        try:
            export(place, ["a.png", "c.png", "d.png", "e.png"], ["cat", "dog", "cow"], 3, placement)
        except DatasetError as problem:
            error = str(problem)
        (place / "error.txt").write_text(error)
        if not killed:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
