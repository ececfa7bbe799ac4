"""`sam3-studio annotate --project`: asks for classes in all pictures of a project, as the window does."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from sam3_studio.cli.asked_model import asked_model, tile_use
from sam3_studio.cli.asked_pictures import check_pictures
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.projects import opened_project
from sam3_studio.cli.reports import many, tell
from sam3_studio.core.errors import CancelledError, UsageError
from sam3_studio.core.folders import is_there
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.asking import PictureFailure, PictureQuestions, ask_pictures
from sam3_studio.dataset.project.location import locate

if TYPE_CHECKING:
    from sam3_studio.core.labeling import LabelClass
    from sam3_studio.core.segmenter import Segmenter
    from sam3_studio.dataset.project.project import Project
    from sam3_studio.dataset.project.runs.project_pass import ProjectPass
    from sam3_studio.dataset.project.runs.tasks import Task
    from sam3_studio.dataset.run_progress import RunProgress

ELSEWHERE: dict[str, object] = {
    "box": [],
    "negative_box": [],
    "threshold": 0.5,
    "format": None,
    "out": Path("sam3-studio-output"),
    "images": "copy",
    "overlay": False,
    "recursive": False,
}
"""Options that a project has no use for, and what they are by default: objects, boxes, thresholds are its own."""


def annotate_project(options: argparse.Namespace) -> int:
    """Carry out the command; its options are those of `annotate`."""
    useless = [name for name, default in ELSEWHERE.items() if getattr(options, name) != default]
    if options.paths or useless:
        what = "PATH" if options.paths else f"--{useless[0].replace('_', '-')}"
        raise UsageError(f"{what} does not go with --project, which has its own pictures and classes; leave it out.")
    from sam3_studio.dataset.project.planning import Scope
    from sam3_studio.dataset.project.runs.project_pass import ProjectPass
    from sam3_studio.dataset.project.taking_in import take_in_pictures
    from sam3_studio.engine.fingerprint import version

    if not is_there(options.project):
        raise UsageError(f"{options.project} does not exist; name a folder of pictures or a project file.")
    _check_new(options)
    model = version(options.model, options.resolution)
    with opened_project(options.project) as project:
        classes = _classes(project, options)
        work = ProjectPass(project, model)
        wanted = [one.id for one in classes]
        scope = Scope(reviewed=options.reviewed, tiles=tile_use(options))
        if options.retry_failed:
            # Before the scan, which forgives those whose files have been mended: they are the ones to try again.
            scope = replace(scope, names=tuple(work.inquiry(wanted, scope).failures()))
        problems = take_in_pictures(project)
        extent = work.inquiry(wanted, scope).extent()
        failed = f" ({extent.failed} failed before)" if extent.failed else ""
        names = ", ".join(one.name for one in classes)
        print(f"{names}: {many(extent.asked, 'picture')} to ask{failed}, {extent.answered} known.")
        left_out = 0 if options.reviewed else project.images.counts().images.get(ImageState.DONE, 0)
        if left_out:
            print(f"{many(left_out, 'picture')} left out as done; --reviewed takes them in.")
        # Of a class that is switched off, nothing that is found would be seen in the window.
        project.classes.activate(wanted)
        work.begin(wanted, scope)
        stopped = False
        try:
            _run(work, project, options)
        except (KeyboardInterrupt, CancelledError):
            stopped = True
        return _tell(work, problems, stopped=stopped)


def _check_new(options: argparse.Namespace) -> None:
    """Make sure that a folder gets a project only if there is something to look for, and to look at.

    Raises:
        UsageError: it has none, and there is not.
    """
    location = locate(options.project)
    if is_there(location.file):
        return
    if options.classes or not any(concept.strip() for concept in options.concept):
        raise UsageError(f"{options.project} has no project yet, and so no classes; give at least one --concept.")
    if location.root is not None:
        check_pictures(location.root)


def _classes(project: "Project", options: argparse.Namespace) -> "list[LabelClass]":
    """What to look for: the classes and concepts named, else all classes that are switched on."""
    present = {one.name.casefold(): one for one in project.classes.list()}
    unknown = [name for name in options.classes if name.casefold() not in present]
    if unknown:
        names = ", ".join(one.name for one in present.values()) or "none"
        raise UsageError(f"There is no class {unknown[0]!r} in the project; there are: {names}.")
    named = [present[name.casefold()] for name in options.classes]
    concepts = [" ".join(concept.split()) for concept in options.concept]
    named += [project.classes.for_concept(concept) for concept in concepts if concept]
    chosen = named or [one for one in present.values() if one.active]
    wanted = {one.id: one for one in chosen if one.searched}
    if not wanted:
        raise UsageError("No class of the project has a concept to look for; give at least one --concept.")
    return list(wanted.values())


def _run(work: "ProjectPass", project: "Project", options: argparse.Namespace) -> None:
    """Ask until nothing is left."""
    if work.is_over:
        return
    segmenter = asked_model(options, work.model)
    print(segmenter.description)
    with tqdm(total=work.progress.total, unit="image", smoothing=0.1, disable=None) as bar:
        for progress in asked_in_turn(work, project, segmenter):
            bar.set_postfix(objects=progress.objects, failed=progress.failed, refresh=False)
            bar.update(progress.done - bar.n)


def asked_in_turn(work: "ProjectPass", project: "Project", segmenter: "Segmenter") -> "Iterator[RunProgress]":
    """Ask about every picture of a run; how far it is after each."""
    tasks: dict[str, Task] = {}

    def questions() -> Iterator[PictureQuestions]:
        for name in work.queue.names:
            if task := work.task(name):
                tasks[name] = task
                yield PictureQuestions(name, project.path(name), task.prompts, task.floors)

    for asked, outcome in ask_pictures(segmenter, questions(), project.root):
        task = tasks.pop(asked.name)
        if isinstance(outcome, PictureFailure):
            work.fail(task, outcome.reason, of_picture=outcome.of_picture)
        else:
            size = outcome.picture.width, outcome.picture.height
            if outcome.file != task.file:
                project.images.note_read(asked.name, outcome.file, *size)
                task = replace(task, file=outcome.file)
            work.keep(task, outcome.found, size)
        yield work.progress


def _tell(work: "ProjectPass", problems: tuple[str, ...], *, stopped: bool) -> int:
    """Say what was found and what could not be asked about."""
    progress = work.progress
    tell("Not all that lies there could be taken in", problems)
    failed = [f"{name}: {reason}" for name, reason in work.failures.items()]
    tell(f"{progress.failed} of {progress.total} pictures could not be annotated", failed)
    if progress.total:
        print(f"Waiting: {many(progress.objects, 'object')} in {many(progress.with_objects, 'picture')}.")
    if stopped:
        print(f"Stopped after {many(progress.done, 'picture')}; the same command goes on.", file=sys.stderr)
        return ExitStatus.INTERRUPTED
    return ExitStatus.SOME_FAILED if failed or problems else ExitStatus.DONE
