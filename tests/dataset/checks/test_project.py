"""`dataset.checks.project`: what is found in a whole project."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from project_tools import rescan

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import CancelledError, DatasetError
from sam3_studio.core.labeling import Details, ImageState, LabeledObject, Source
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.checks import project as checks
from sam3_studio.dataset.checks.findings import Kind
from sam3_studio.dataset.checks.project import check_project
from sam3_studio.dataset.project.project import Project

Made = Callable[..., LabeledObject]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    for name in ("1.png", "2.png"):
        (tmp_path / name).write_bytes(name.encode())
    with Project.open(tmp_path) as opened:
        opened.classes.add("duck")
        opened.classes.add("goose")
        rescan(opened)
        yield opened


def square(x: int, y: int, side: int = 10, class_id: int = 1, details: Details | None = None) -> LabeledObject:
    mask = Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 100, 200)
    return LabeledObject(class_id, mask, Source.PERSON, details=details or Details())


def save(project: Project, *objects: LabeledObject, state: ImageState = ImageState.IN_WORK) -> None:
    project.labels.save("1.png", ImageDocument(), ImageDocument(objects), state)


def found(project: Project) -> list[tuple[Kind, tuple[str, ...], tuple[str, ...]]]:
    return [(one.kind, one.objects, one.labels) for one in check_project(project.file).findings]


def test_two_masks_that_are_nearly_the_same_are_duplicates(project: Project) -> None:
    first, second = square(20, 20, 30), square(21, 20, 30)
    save(project, first, square(100, 20), second)
    assert found(project) == [(Kind.DUPLICATE, (first.id, second.id), ("duck", "duck"))]
    (one,) = check_project(project.file).findings
    assert one.measure == pytest.approx(29 / 31, abs=1e-4)


def test_objects_of_two_classes_in_one_place_overlap(project: Project) -> None:
    first, second = square(20, 20, 30), square(25, 20, 30, 2)
    save(project, first, second)
    assert found(project) == [(Kind.CLASS_OVERLAP, (first.id, second.id), ("duck", "goose"))]


def test_boxes_alone_make_no_duplicates(project: Project) -> None:
    upper, lower = np.tri(30, dtype=bool), ~np.tri(30, dtype=bool)
    masks = [Rle.from_crop(mask, 20, 20, 100, 200) for mask in (upper, lower)]
    save(project, *(LabeledObject(1, mask, Source.PERSON) for mask in masks))
    assert found(project) == []


def test_an_object_at_the_border_is_told_of_unless_it_is_marked_as_truncated(project: Project) -> None:
    cut = square(0, 20)
    save(project, cut, square(0, 50, details=Details(truncated=True)))
    assert found(project) == [(Kind.BORDER, (cut.id,), ("duck",))]


def test_islands_are_counted(project: Project) -> None:
    mask = np.zeros((100, 200), dtype=bool)
    mask[10:50, 10:50] = mask[60, 60] = mask[70, 70] = True
    save(project, LabeledObject(1, Rle.from_mask(mask), Source.PERSON))
    (one,) = check_project(project.file).findings
    assert (one.kind, one.measure) == (Kind.ISLANDS, 2)


@pytest.mark.parametrize(("state", "count"), [(ImageState.DONE, 1), (ImageState.IN_WORK, 0)])
def test_a_picture_that_is_done_without_the_objects_that_the_model_saw_is_told_of(
    project: Project, state: ImageState, count: int
) -> None:
    project.found.save("1.png", 1, "k", Segmentation(0.9, ()))
    project.found.save("1.png", 2, "k", Segmentation(0.2, ()))
    save(project, state=state)
    assert found(project) == [(Kind.EMPTY, (), ("duck",))] * count


def test_many_findings_are_counted_and_the_first_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_FINDINGS", 2)
    save(project, *(square(0, y) for y in range(10, 60, 10)))
    report = check_project(project.file)
    assert report.counts == {Kind.BORDER: 5}
    assert len(report.findings) == 2


def test_progress_is_told_picture_by_picture(project: Project) -> None:
    told: list[tuple[int, int]] = []
    check_project(project.file, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_it_can_be_stopped(project: Project) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        check_project(project.file, cancel=cancel)


def test_a_damaged_mask_is_told_of_with_its_picture(project: Project) -> None:
    save(project, square(20, 20))
    with project._database.transaction() as connection:
        connection.execute("UPDATE objects SET mask = x'00'")
    with pytest.raises(DatasetError, match=r"1\.png is damaged"):
        check_project(project.file)
