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
    Curves,
    Found,
    average_precision,
    concept_f1,
    curves,
    found,
)

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(1, 20))
"""At which curves are drawn and the best threshold is looked for."""

_MOST_CURVES = 12
"""More classes than these would hide each other; the picture shows the most frequent ones."""

_MOST_LINES = 40
"""So many classes are read; of a thousand phrases the worst tell the most."""


@dataclass(frozen=True)
class ClassFigures:
    """Figures of one class.

    Attributes:
        found: at the threshold asked for.
        curves: at each of `THRESHOLDS`.
        best_threshold: where F1 is highest; the middle one of several.
        average_precision: COCO's; None for phrases, of which AP is taken together by kind of question.
    """

    found: Found
    curves: Curves
    best_threshold: float
    average_precision: AveragePrecision | None


@dataclass(frozen=True)
class Examination:
    """All figures.

    Attributes:
        threshold: asked for.
        overall: of all answers.
        concept_f1: of all answers.
        groups: by kind of question.
        classes: by class or phrase.
    """

    threshold: float
    overall: ClassFigures
    concept_f1: ConceptF1
    groups: Mapping[str, Found]
    classes: Mapping[str, ClassFigures]

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self) | {"thresholds": THRESHOLDS}


def examine(answers: Sequence[Answer], threshold: float = 0.5) -> Examination:
    """Everything there is to say about answers."""
    groups = _by(answers, [answer.question.group for answer in answers])
    classes = _by(answers, [answer.question.label for answer in answers])
    of_all, of_each = average_precision(answers)
    return Examination(
        threshold,
        _class_figures(answers, threshold, of_all),
        concept_f1(answers, threshold),
        {name: found(own, threshold) for name, own in groups.items()},
        {name: _class_figures(own, threshold, of_each.get(name)) for name, own in classes.items()},
    )


def table(examination: Examination) -> str:
    """The figures for people: a line for each kind of question, then for each class, the worst first."""
    f1, ap = examination.concept_f1, examination.overall.average_precision
    lines = [f"cgF1 {f1.cgf1:.1f} = 100 × positive micro-F1 {f1.positive_micro_f1:.3f} × MCC {f1.mcc:.3f}"]
    if ap:
        lines.append(
            f"COCO AP of masks {ap.masks:.3f} (at IoU .5 {ap.masks_50:.3f}), of boxes {ap.boxes:.3f} "
            f"({ap.boxes_50:.3f})"
        )
    lines += [
        f"best threshold {examination.overall.best_threshold:.2f}; below, at {examination.threshold:.2f} and IoU ≥ .5:",
        "",
        _HEADER.format("asked by"),
        *(_line(name, figures) for name, figures in examination.groups.items()),
    ]
    if len(examination.classes) > 1 and examination.classes.keys() != examination.groups.keys():
        worst_first = sorted(examination.classes.items(), key=_worst_first)
        lines += ["", _HEADER.format("class") + "  mask AP  box AP  best threshold"]
        lines += [_class_line(name, own) for name, own in worst_first[:_MOST_LINES]]
        if worst_first[_MOST_LINES:]:
            lines.append(f"and {len(worst_first) - _MOST_LINES} more, which `--out` writes to evaluation.json")
    return "\n".join(lines)


def draw_curves(examination: Examination, out: Path) -> None:
    """Precision, recall and F1 over the threshold for all answers, and F1 for each class, as a PNG.

    Raises:
        OSError: the file cannot be written.
    """
    # Not at module level: it takes a second to load.
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(9, 6), layout="constrained")
    axis = figure.subplots()
    often = sorted(examination.classes.items(), key=_most_frequent)[:_MOST_CURVES]
    for name, own in often if len(examination.classes) > 1 else ():
        axis.plot(THRESHOLDS, own.curves.f1, linewidth=1, label=name)
    everything = examination.overall.curves
    axis.plot(THRESHOLDS, everything.precision, color="black", linestyle="--", label="precision of all")
    axis.plot(THRESHOLDS, everything.recall, color="black", linestyle="-.", label="recall of all")
    axis.plot(THRESHOLDS, everything.f1, color="black", linewidth=2.5, label="F1 of all")
    axis.axvline(examination.overall.best_threshold, color="black", linestyle=":", label="best for all")
    axis.set(xlabel="threshold", ylabel="F1, precision, recall at mask IoU ≥ 0.5", xlim=(0, 1), ylim=(0, 1.02))
    axis.grid(alpha=0.3)
    axis.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize="small")
    figure.savefig(out, dpi=120)


_HEADER = "{:<22} questions  precision  recall  mean IoU  clean  presence<.5  excluded gone  all of it"
_WIDTHS = (9, 6, 8, 5, 11, 13, 9)
"""Of the columns after the questions."""


def _line(name: str, own: Found) -> str:
    found = (own.precision, own.recall, own.mean_iou)
    shares = (*found, own.clean, own.presence_low, own.exclusions_kept, own.kinds_gone)
    cells = "  ".join(f"{_optional(share):>{width}}" for share, width in zip(shares, _WIDTHS, strict=True))
    return f"{name[:22]:<22} {own.questions:>9}  {cells}"


def _class_line(name: str, own: ClassFigures) -> str:
    ap = own.average_precision
    masks, boxes = (None, None) if ap is None or ap.masks < 0 else (ap.masks, ap.boxes)
    return f"{_line(name, own.found)}  {_optional(masks):>7}  {_optional(boxes):>6}  {own.best_threshold:>14.2f}"


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


def _class_figures(answers: Sequence[Answer], threshold: float, ap: AveragePrecision | None) -> ClassFigures:
    over = curves(answers, THRESHOLDS)
    best = np.flatnonzero(np.isclose(over.f1, max(over.f1)))
    return ClassFigures(found(answers, threshold), over, THRESHOLDS[int(best[len(best) // 2])], ap)
