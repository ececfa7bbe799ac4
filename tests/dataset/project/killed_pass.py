"""A run over a project that is killed at random moments, again and again, until it is over.

A script, because the test process cannot be forked safely: `killed_pass.py FOLDER`. After every kill the project is
compared with what had been reported as kept; it prints how often the run was killed.
"""

import os
import random
import signal
import sys
import time
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.geometry import Box
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.asking import PictureQuestions, ask_pictures
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass

PICTURES = 60


class Slow:
    """Takes a moment for each picture, and finds something that fills some pages of the file."""

    def prepare(self, picture):
        """Nothing to do."""

    def segment_all(self, picture, prompts, **_):
        time.sleep(0.004)
        mask = Rle.from_mask(np.random.default_rng(int(picture.pixels[0, 0, 0])).random((100, 100)) < 0.5)
        return tuple(Segmentation(0.5, (Candidate(Box(0, 0, 9, 9), 0.75, mask),)) for _ in prompts)


def prepare(folder):
    for number in range(PICTURES):
        Image.new("RGB", (100, 100), (number, 0, 0)).save(folder / f"{number}.png")
    with Project.open(folder) as project:
        project.classes.add("duck", concepts=("duck", "mallard"))
        project.classes.add("goose", concepts=("goose",))
        update = project.images.update()
        for batch in scan(folder):
            update.add(batch.images)
        update.finish()
        ProjectPass(project, "01").begin({1, 2}, Scope())


def go_on(folder, report):
    """Take up the run; a line goes to `report` after each picture."""
    with Project.open(folder) as project:
        work = ProjectPass(project, "01")
        work.resume()
        while task := work.next():
            question = PictureQuestions(task.name, project.path(task.name), task.prompts)
            ((_, outcome),) = ask_pictures(Slow(), [question], project.root)
            work.keep(task, outcome.found, (100, 100))
            os.write(report, f"{task.name}\n".encode())


def killed(folder, pictures=0, seconds=0.0):
    """Kill it after so many pictures that are reported, and so many seconds more.

    Returns:
        The pictures that were reported; whether the run was killed.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        go_on(folder, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        reported = [line.strip() for line in islice(lines, pictures)]
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        reported += [line.strip() for line in lines if line.endswith("\n")]
    return reported, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != 0


def check(folder, reported):
    """Compare with what has been reported; whether the run is over."""
    with Project.open(folder) as project:
        known = {}
        for one in project.answers.answered():
            known.setdefault(one.name, set()).add(one.class_id)
        assert all(classes == {1, 2} for classes in known.values()), "a picture was kept in part"
        assert len(known.keys() - reported) <= 1, f"{known.keys() - reported} were not reported"
        assert reported <= known.keys(), f"{reported - known.keys()} are lost"
        work = ProjectPass(project, "01")
        work.resume()
        assert sorted([*known, *work.queue.names]) == sorted(f"{n}.png" for n in range(PICTURES))
        for name in known:
            found = project.found.found(name)
            assert [len(found[number].candidates) for number in (1, 2)] == [1, 1]
        return work.is_over, set(known)


def main(folder):
    random.seed(7)
    prepare(folder)
    started = time.perf_counter()
    more, was_killed = killed(folder, pictures=5)
    whole = time.perf_counter() - started  # as long as this machine takes to go on, and for so many pictures
    over, reported, kills = *check(folder, set(more)), int(was_killed)
    while not over:
        more, was_killed = killed(folder, seconds=random.uniform(0, 2 * whole))
        assert not reported & set(more), "a picture was asked about again"
        kills += was_killed
        over, reported = check(folder, reported | set(more))
    sys.stdout.write(f"{kills}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
