"""The index of pictures follows the folder, and never loses what a person has done."""

import os
from pathlib import Path

import pytest
from project_tools import away, names, rescan, scanned

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, PromptBox
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project import location
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.project import Project

NAME = "img2.jpg"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project lies on another drive than its pictures, so that theirs can be away."""
    monkeypatch.setattr(location, "accepts_files", lambda _: False)


def test_only_new_pictures_are_reported_as_new(project: Project, folder: Path) -> None:
    (folder / "img3.jpg").write_bytes(b"picture")
    assert rescan(project) == (["img3.jpg"], [])
    assert rescan(project) == ([], [])


def test_a_picture_without_labels_leaves_the_project_with_its_file(project: Project, folder: Path) -> None:
    (folder / NAME).unlink()
    assert rescan(project) == ([], [NAME])
    assert names(project) == ["img10.jpg", "sub/a.png"]


@pytest.mark.parametrize("work", ["object", "box", "done", "in work"])
def test_a_picture_that_was_worked_on_stays_and_comes_back(project: Project, folder: Path, labeled, work: str) -> None:
    document = ImageDocument((labeled(),) if work == "object" else (), ())
    if work == "box":
        document = ImageDocument((), (PromptBox(1, Box(0, 0, 1, 1)),))
    project.labels.save(NAME, ImageDocument(), document)
    if work in set(ImageState):
        project.images.set_state([NAME], ImageState(work))
    (folder / NAME).rename(folder / "moved away")
    assert rescan(project) == ([], [NAME])
    record = project.images.find(NAME)
    assert record is not None
    assert record.missing
    assert project.labels.document(NAME) == document
    (folder / "moved away").rename(folder / NAME)
    assert rescan(project) == ([], [])
    record = project.images.find(NAME)
    assert record is not None
    assert not record.missing


def test_a_picture_of_which_something_was_rejected_keeps_that_while_its_file_is_away(
    project: Project, folder: Path, labeled
) -> None:
    project.found.save_rejected(NAME, 1, [labeled().mask])
    (folder / NAME).rename(folder / "moved away")
    rescan(project)
    (folder / "moved away").rename(folder / NAME)
    rescan(project)
    assert project.found.rejections(NAME) == {1: (labeled().mask,)}


@pytest.mark.parametrize("before", [ImageState.NEW, ImageState.CANDIDATES])
def test_a_picture_whose_file_is_there_again_is_forgiven_that_it_could_not_be_read(
    project: Project, folder: Path, labeled, before: ImageState
) -> None:
    candidates = (Candidate(Box(0, 0, 9, 9), 0.9, labeled().mask),) if before is ImageState.CANDIDATES else ()
    project.found.save(NAME, 1, "key", Segmentation(0.5, candidates))
    project.images.set_state([NAME], before)
    project.images.set_failed(NAME, "It is gone.")
    with away(folder):
        project.images.update().finish()
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure) == (before, None)


def test_of_an_empty_folder_no_picture_leaves_the_project_and_all_come_back(project: Project, folder: Path) -> None:
    project.images.set_size(NAME, 200, 100)
    before = project.images.records()
    with away(folder):
        assert project.images.update().finish() == ["img2.jpg", "img10.jpg", "sub/a.png"]
        assert [(record.name, record.missing) for record in project.images.records()] == [
            (one.name, True) for one in before
        ]
    assert rescan(project) == ([], [])
    assert project.images.records() == before


def test_what_lies_in_a_folder_that_cannot_be_listed_stays_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.images.records()
    listing = os.scandir

    def refuse(place: Path):
        if Path(place).name == "sub":
            raise PermissionError(13, "Permission denied", str(place))
        return listing(place)

    monkeypatch.setattr("os.scandir", refuse)
    assert rescan(project) == ([], [])
    assert project.images.records() == before


def test_a_picture_that_the_disk_does_not_answer_about_stays_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.images.records()
    stat = Path.stat

    def fail(path: Path, **options: bool):
        if path.name == NAME:
            raise OSError(5, "Input/output error", str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", fail)
    assert rescan(project) == ([], [])
    assert project.images.records() == before


def test_a_scan_that_broke_off_marks_nothing_as_missing(project: Project) -> None:
    project.images.update().add([scanned("img4.jpg")])
    assert [record.missing for record in project.images.records()] == [False] * 4


def test_a_file_that_changed_keeps_its_labels_and_loses_what_the_model_found(
    project: Project, folder: Path, labeled
) -> None:
    document = ImageDocument((labeled(),))
    project.labels.save(NAME, ImageDocument(), document, ImageState.IN_WORK)
    project.images.set_size(NAME, 200, 100)
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    (folder / NAME).write_bytes(b"another picture")
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.width, record.height, record.state) == (None, None, ImageState.IN_WORK)
    assert record.file.size == 15
    assert project.labels.document(NAME) == document
    assert project.found.found(NAME) == {}


def test_a_file_with_another_time_alone_keeps_what_was_found_and_rejected_in_it(
    project: Project, folder: Path, labeled
) -> None:
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    project.found.save_rejected(NAME, 1, [labeled().mask])
    before = project.found.found(NAME), project.answers.answered(NAME)
    os.utime(folder / NAME, (1, 1))
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert record.file.modified == 1_000_000_000
    assert (project.found.found(NAME), project.answers.answered(NAME)) == before


def test_an_uncompressed_file_with_another_time_is_asked_about_again_and_keeps_what_was_rejected(
    project: Project, folder: Path, labeled
) -> None:
    (folder / "a.bmp").write_bytes(b"before")
    rescan(project)
    project.found.save("a.bmp", 1, "key", Segmentation(0.5, ()))
    project.found.save("a.bmp", 2, "key", Segmentation(0.5, ()))
    project.found.save_rejected("a.bmp", 1, [labeled().mask])
    (folder / "a.bmp").write_bytes(b"after!")
    os.utime(folder / "a.bmp", (1, 1))
    rescan(project)
    assert project.found.found("a.bmp") == {1: Found(None, rejected=(labeled().mask,))}
    assert project.answers.answered("a.bmp") == []


def test_a_picture_that_failed_is_tried_again_when_its_file_changes(project: Project, folder: Path) -> None:
    project.images.set_failed(NAME, "It is damaged.")
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure) == (ImageState.FAILED, "It is damaged.")
    (folder / NAME).write_bytes(b"mended")
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure) == (ImageState.NEW, None)


@pytest.mark.parametrize("decided", [ImageState.IN_WORK, ImageState.DONE, ImageState.SECOND_LOOK])
def test_a_picture_that_cannot_be_read_stays_what_a_person_made_it_even_when_its_file_goes(
    project: Project, folder: Path, decided: ImageState
) -> None:
    project.images.set_state([NAME], decided)
    project.images.set_failed(NAME, "It is damaged.")
    (folder / NAME).unlink()
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure, record.missing) == (decided, "It is damaged.", True)


def test_a_picture_that_an_earlier_version_had_fail_over_its_objects_is_in_work_once_its_file_is_mended(
    project: Project, folder: Path, labeled
) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)), ImageState.FAILED)
    (folder / NAME).write_bytes(b"mended")
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert record.state is ImageState.IN_WORK


@pytest.mark.parametrize("name", ["/etc/a.jpg", "../a.jpg", "a\\b.jpg", "C:a.jpg", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(project: Project, name: str) -> None:
    with pytest.raises(DatasetError, match="does not stay inside"):
        project.images.update().add([scanned("b.jpg"), scanned(name)])
    assert len(names(project)) == 3


@pytest.mark.parametrize("said", ["note", "tag"])
def test_a_picture_of_which_something_is_said_stays_though_its_file_is_gone(
    project: Project, folder: Path, said: str
) -> None:
    if said == "note":
        project.images.set_note(NAME, "blurred")
    else:
        project.images.set_tags([NAME], ["night"])
    (folder / NAME).unlink()
    rescan(project)
    assert NAME in names(project)
