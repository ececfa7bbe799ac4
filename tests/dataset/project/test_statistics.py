"""`dataset.project.statistics`: a project in numbers."""

import json
import threading
from collections.abc import Callable

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.labeling import ImageState, LabeledObject, Source
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.statistics import GRID, Statistics, read_statistics

Made = Callable[..., LabeledObject]


def save(project: Project, name: str, *objects: LabeledObject, state: ImageState = ImageState.DONE) -> None:
    project.labels.save(name, ImageDocument(), ImageDocument(objects), state)


def numbers(project: Project) -> Statistics:
    return read_statistics(project.file)


def test_an_empty_project_has_nothing(project: Project) -> None:
    found = numbers(project)
    assert (found.images, found.objects) == ({"new": 3}, 0)
    effort = found.effort
    assert (effort.seconds_per_object, effort.seconds_per_picture, effort.edits_per_object) == (None, None, None)
    assert [one.mean_area for one in found.classes] == [None, None]


def test_classes_are_told_with_their_pictures_areas_scores_and_sources(project: Project, labeled: Made) -> None:
    drawn = labeled(0, 20, 20, source=Source.PERSON, origin=None)
    save(project, "img2.jpg", labeled(), drawn)
    save(project, "img10.jpg", labeled(), labeled(50, class_id=2))
    duck, goose = numbers(project).classes
    assert (duck.name, duck.objects, duck.images, duck.mean_area) == ("duck", 3, 2, 200)
    assert (duck.mean_score, duck.by_source) == (0.75, {"model": 2, "person": 1})
    assert goose.objects == 1


def test_pictures_are_divided_by_how_many_objects_they_have(project: Project, labeled: Made) -> None:
    save(project, "img2.jpg", *(labeled(10 * i) for i in range(5)))
    save(project, "img10.jpg", labeled())
    assert numbers(project).per_image == (1, 1, 0, 1, 0, 0, 0, 0, 0)


def test_sizes_and_scores_are_divided(project: Project, labeled: Made) -> None:
    save(project, "img2.jpg", labeled(side=7), labeled(side=8), labeled(side=90))
    found = numbers(project)
    assert found.sizes == (1, 1, 0, 0, 1, 0, 0, 0, 0)
    assert found.scores[15] == 3 == sum(found.scores)


def test_positions_are_those_of_the_middles_of_boxes(project: Project, labeled: Made) -> None:
    save(project, "img2.jpg", labeled(0, 0), labeled(190, 90), labeled(95, 45))
    cells = numbers(project).positions
    # 5 of 200 and of 100 pixels, then what is as far from the other corner, then the middle.
    for y, x in ((1, 0), (GRID - 2, GRID - 1), (GRID // 2, GRID // 2)):
        assert cells[y][x] == 1
    assert sum(map(sum, cells)) == 3


def test_time_per_object_is_that_of_the_pictures_which_a_person_was_at_work_on(project: Project, labeled: Made) -> None:
    save(project, "img2.jpg", labeled(), labeled(20), state=ImageState.IN_WORK)
    save(project, "img10.jpg", labeled())
    save(project, "sub/a.png", *(labeled(10 * i) for i in range(9)))
    project.work.add({"img2.jpg": 10.0, "img10.jpg": 5.0})
    effort = numbers(project).effort
    assert (effort.objects, effort.seconds_per_object) == (3, 5.0)


def test_time_per_picture_is_that_of_the_done_ones(project: Project, labeled: Made) -> None:
    save(project, "img2.jpg", labeled(), state=ImageState.IN_WORK)
    save(project, "img10.jpg")
    project.work.add({"img2.jpg": 10.0, "img10.jpg": 4.0})
    project.work.add({"img10.jpg": 2.0})
    effort = numbers(project).effort
    assert (effort.done, effort.seconds_per_picture) == (1, 6.0)


def test_edits_per_object_are_those_of_what_the_model_made(project: Project, labeled: Made) -> None:
    drawn = labeled(50, source=Source.PERSON, origin=None, edits=7)
    save(project, "img2.jpg", labeled(), labeled(20, source=Source.EDITED, edits=3), drawn)
    assert numbers(project).effort.edits_per_object == 1.5


def test_all_of_it_is_json(project: Project, labeled: Made) -> None:
    save(project, "img2.jpg", labeled())
    told = json.loads(json.dumps(numbers(project).as_dict()))
    assert told["images"] == {"new": 2, "done": 1}
    assert len(told["divisions"]["sizes"]) == len(told["sizes"]) - 1


def test_counting_can_be_stopped(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sam3_studio.dataset.project.storage.stopping._INSTRUCTIONS", 1)
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(CancelledError):
        read_statistics(project.file, cancel)
