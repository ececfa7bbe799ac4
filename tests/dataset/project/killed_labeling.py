"""Labeling that is killed at random moments, again and again, in one project.

A script, because the test process cannot be forked safely: `killed_labeling.py FOLDER KILLS`. After every kill the
project is opened again and compared with what had been reported as saved; it prints how many saves there were.
"""

import os
import random
import signal
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project

NAMES = [f"{i}.jpg" for i in range(5)]


def prepare(folder):
    for name in NAMES:
        (folder / name).write_bytes(b"picture")
    with Project.open(folder) as project:
        project.classes.add("duck")
        update = project.images.update()
        for batch in scan(folder):
            update.add(batch.images)
        update.finish()


def labeled(number):
    """An object whose mask fills some pages of the file."""
    mask = np.random.default_rng(number).random((200, 200)) < 0.5
    return LabeledObject(1, Rle.from_mask(mask), Source.PERSON, time=float(number))


def label(folder, number, report):
    """Add and remove objects as fast as possible; a line goes to `report` after each save."""
    with Project.open(folder) as project:
        documents = {name: project.labels.document(name) for name in NAMES}
        while True:
            name = NAMES[number % len(NAMES)]
            before = documents[name]
            after = ImageDocument((*before.objects[-3:], labeled(number)))
            project.labels.save(name, before, after, ImageState.IN_WORK)
            documents[name] = after
            project.settings.set("number", number)
            os.write(report, b"%d\n" % number)
            if number % 7 == 0:
                project.found.save(name, 1, str(number), Segmentation(0.5, ()))
            if number % 11 == 0:
                project.checkpoint()
            number += 1


def killed(folder, number, saves=0, seconds=0.0):
    """Kill it after so many saves that are reported, and so many seconds more.

    Returns:
        The number of the last save that was reported before the kill, None when there was none.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        label(folder, number, writing)
    os.close(writing)
    with os.fdopen(reading) as lines:
        reported = [int(line) for line in islice(lines, saves)]
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        reported += [int(line) for line in lines if line.endswith("\n")]
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL, "labeling ended by itself"
    return reported[-1] if reported else None


def check(folder, number, last):
    """Compare everything with what has been reported; the number to go on with."""
    with Project.open(folder) as project:
        newest = max((o.time for name in NAMES for o in project.labels.document(name).objects), default=-1)
        # What was not reported may be there too, but one save at most.
        least = number - 1 if last is None else last
        assert newest in (least, least + 1), f"{newest} is there, {last} was reported"
        assert last is None or project.settings.get("number") in (last, last + 1)
        for place, name in enumerate(NAMES):
            times = [item.time for item in project.labels.document(name).objects]
            expected = [n for n in range(int(newest) + 1) if n % len(NAMES) == place][-4:]
            assert times == expected, f"{name} has {times} instead of {expected}"
            for item in project.labels.document(name).objects:
                assert item.mask == labeled(int(item.time)).mask
    return int(newest) + 1


def main(folder, kills):
    random.seed(5)
    prepare(folder)
    started = time.perf_counter()
    number = check(folder, 0, killed(folder, 0, saves=30))
    whole = time.perf_counter() - started  # as long as this machine takes to open it and to save so much
    for _ in range(kills):
        last = killed(folder, number, seconds=random.uniform(0, whole))
        number = check(folder, number, last)
    sys.stdout.write(f"{number}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
