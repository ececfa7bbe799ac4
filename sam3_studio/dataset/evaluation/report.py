"""An examination as a table, as JSON, as curves and as pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sam3_studio.dataset.evaluation.answers import Answer
from sam3_studio.dataset.evaluation.figures import (
    AveragePrecision,
    ConceptF1,
    Found,
    average_precision,
    concept_f1,
    f1_over,
    found,
)

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(1, 20))
"""At which curves are drawn and the best threshold is looked for."""

_MOST_CURVES = 12
"""More classes than these would hide each other; the picture shows the most frequent ones."""


@dataclass(frozen=True)
class ClassFigures:
    """Figures of one class.

    Attributes:
        found: at the threshold asked for.
        f1: for each of `THRESHOLDS`.
        best_threshold: where F1 is highest; the middle one of several.
    """

    found: Found
    f1: tuple[float, ...]
    best_threshold: float


@dataclass(frozen=True)
class Examination:
    """All figures.

    Attributes:
        threshold: asked for.
        overall: of all answers.
        concept_f1: of all answers.
        average_precision: of all answers.
        groups: by kind of question.
        classes: by class or phrase.
    """

    threshold: float
    overall: ClassFigures
    concept_f1: ConceptF1
    average_precision: AveragePrecision
    groups: Mapping[str, Found]
    classes: Mapping[str, ClassFigures]

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self) | {"thresholds": THRESHOLDS}


def examine(answers: Sequence[Answer], threshold: float = 0.5) -> Examination:
    """Everything there is to say about answers."""
    groups = _by(answers, [answer.question.group for answer in answers])
    classes = _by(answers, [answer.question.label for answer in answers])
    return Examination(
        threshold,
        _class_figures(answers, threshold),
        concept_f1(answers, threshold),
        average_precision(answers),
        {name: found(own, threshold) for name, own in groups.items()},
        {name: _class_figures(own, threshold) for name, own in classes.items()},
    )


def table(examination: Examination) -> str:
    """The figures for people: a line for each kind of question, then for each class, the worst first."""
    f1, ap = examination.concept_f1, examination.average_precision
    lines = [
        f"cgF1 {f1.cgf1:.1f} = 100 × positive micro-F1 {f1.positive_micro_f1:.3f} × MCC {f1.mcc:.3f}",
        f"COCO AP of masks {ap.masks:.3f} (at IoU .5 {ap.masks_50:.3f}), of boxes {ap.boxes:.3f} ({ap.boxes_50:.3f})",
        f"best threshold {examination.overall.best_threshold:.2f}; below, at {examination.threshold:.2f} and IoU ≥ .5:",
        "",
        _HEADER.format("asked by"),
        *(_line(name, figures) for name, figures in examination.groups.items()),
    ]
    if len(examination.classes) > 1 and examination.classes.keys() != examination.groups.keys():
        worst_first = sorted(examination.classes.items(), key=_worst_first)
        lines += ["", _HEADER.format("class") + "  best threshold"]
        lines += [f"{_line(name, own.found)}  {own.best_threshold:.2f}" for name, own in worst_first]
    return "\n".join(lines)


def draw_curves(examination: Examination, out: Path) -> None:
    """F1 over the threshold, for all answers and for each class, as a PNG.

    Raises:
        OSError: the file cannot be written.
    """
    # Not at module level: it takes a second to load.
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(9, 6), layout="constrained")
    axis = figure.subplots()
    often = sorted(examination.classes.items(), key=_most_frequent)[:_MOST_CURVES]
    for name, own in often if len(examination.classes) > 1 else ():
        axis.plot(THRESHOLDS, own.f1, linewidth=1, label=name)
    axis.plot(THRESHOLDS, examination.overall.f1, color="black", linewidth=2.5, label="all")
    axis.axvline(examination.overall.best_threshold, color="black", linestyle=":", label="best for all")
    axis.set(xlabel="threshold", ylabel="F1 at mask IoU ≥ 0.5", xlim=(0, 1), ylim=(0, 1.02))
    axis.grid(alpha=0.3)
    axis.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize="small")
    figure.savefig(out, dpi=120)


_HEADER = "{:<22} questions  precision  recall  mean IoU  clean  presence<.5  excluded gone"
_WIDTHS = (9, 6, 8, 5, 11, 13)
"""Of the columns after the questions."""


def _line(name: str, own: Found) -> str:
    shares = (own.precision, own.recall, own.mean_iou, own.clean, own.presence_low, own.exclusions_kept)
    cells = "  ".join(f"{_optional(share):>{width}}" for share, width in zip(shares, _WIDTHS, strict=True))
    return f"{name[:22]:<22} {own.questions:>9}  {cells}"


def _optional(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _worst_first(entry: tuple[str, ClassFigures]) -> tuple[float, str]:
    name, own = entry
    return (own.found.precision or 0) + (own.found.recall or 0), name


def _most_frequent(entry: tuple[str, ClassFigures]) -> tuple[int, str]:
    name, own = entry
    return -own.found.questions, name


def _by(answers: Sequence[Answer], keys: Sequence[str]) -> dict[str, list[Answer]]:
    """Answers by a key, in the order in which keys first occur."""
    sorted_in: dict[str, list[Answer]] = {}
    for answer, key in zip(answers, keys, strict=True):
        sorted_in.setdefault(key, []).append(answer)
    return sorted_in


def _class_figures(answers: Sequence[Answer], threshold: float) -> ClassFigures:
    f1 = f1_over(answers, THRESHOLDS)
    best = np.flatnonzero(np.isclose(f1, max(f1)))
    return ClassFigures(found(answers, threshold), tuple(f1), THRESHOLDS[int(best[len(best) // 2])])
