"""`sam3-studio evaluate`: how good a model is on labeled pictures."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from sam3_studio.cli.asked_model import loaded_model
from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.options import Subparsers, add_compile_option, add_device_options, add_model_option
from sam3_studio.cli.projects import UPDATE, percent_bar
from sam3_studio.core.errors import DatasetError, UsageError
from sam3_studio.core.folders import is_there
from sam3_studio.core.segmenter import SCORE_FLOOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sam3_studio.dataset.evaluation.answers import Answer
    from sam3_studio.dataset.evaluation.report import Examination


def add_parser(commands: Subparsers) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "evaluate",
        help="measure a model on labeled pictures",
        description="Ask every category of every picture of a COCO file, every phrase of an SA-Co file, or every class "
        "of every picture of a project that is done, and compare with the labels: cgF1, COCO AP, precision and recall, "
        "the best threshold for each class.",
    )
    parser.add_argument(
        "dataset", type=Path, metavar="DATASET", help="COCO file, project, or folder with annotations.json or a project"
    )
    parser.add_argument("--images", type=Path, metavar="FOLDER", help="where the pictures are; default: beside it")
    add_model_option(parser)
    parser.add_argument("--threshold", type=float, default=0.5, help="score to exceed; default: %(default)s")
    parser.add_argument("--limit", type=int, metavar="N", help="ask N questions only, evenly spread")
    parser.add_argument("--resolution", type=int, help="side in pixels the model sees; default: the model's own")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FOLDER",
        help="also write figures, curves, best and worst answers",
    )
    add_device_options(parser)
    add_compile_option(parser)
    parser.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace) -> int:
    # SciPy, matplotlib, pycocotools and torch load here: no other command waits for them.
    from sam3_studio.core.extras import load_extras

    load_extras()
    from sam3_studio.dataset.evaluation.answers import ask
    from sam3_studio.dataset.evaluation.project_questions import is_project, read_project_questions
    from sam3_studio.dataset.evaluation.questions import read_questions
    from sam3_studio.dataset.evaluation.report import examine, table

    if not SCORE_FLOOR <= options.threshold < 1:
        raise UsageError(f"A threshold lies between {SCORE_FLOOR} and 1, {options.threshold} does not.")
    if options.limit is not None and options.limit < 1:
        raise UsageError("A limit is at least 1.")
    if is_project(options.dataset):
        with percent_bar(UPDATE) as progress:
            questions = read_project_questions(options.dataset, progress)
    else:
        questions = read_questions(options.dataset, options.images)
        if lost := next((image for image in {one.image: None for one in questions} if not is_there(image)), None):
            raise UsageError(f"{lost.absolute()} does not exist; say with --images where the pictures are.")
    if options.limit and options.limit < len(questions):
        questions = [questions[i * len(questions) // options.limit] for i in range(options.limit)]
    segmenter = loaded_model(options)
    print(segmenter.description)
    with tqdm(total=len(questions), unit="question", smoothing=0.1, disable=None) as bar:
        answers = list(ask(segmenter, questions, progress=bar.update))
    examination = examine(answers, options.threshold)
    print(table(examination))
    if options.out:
        _write(options.out, examination, answers)
    return ExitStatus.DONE


def _write(folder: Path, examination: "Examination", answers: "Sequence[Answer]") -> None:
    """Put everything that is more than a few lines into a folder."""
    from sam3_studio.dataset.evaluation.report import draw_curves
    from sam3_studio.dataset.evaluation.sheets import contact_sheet

    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(examination.as_dict(), indent=1, ensure_ascii=False)
        (folder / "evaluation.json").write_text(text + "\n", encoding="utf-8")
        draw_curves(examination, folder / "curves.png")
        for name in ("best", "worst"):
            contact_sheet(answers, examination.threshold, best=name == "best").save(folder / f"{name}.png")
    except OSError as error:
        raise DatasetError(f"{folder} cannot be written ({error.strerror}).") from error
    print(f"{folder}: evaluation.json, curves.png, best.png, worst.png")
