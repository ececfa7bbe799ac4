"""What is known of the pictures of a project: how far they are, whether they can be read, notes and tags."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from project_tools import names, rescan, scanned

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.images import ImageRecord
from sam3_studio.dataset.project.project import Project

NAME = "img2.jpg"


def test_pictures_are_listed_in_natural_order(project: Project) -> None:
    assert names(project) == ["img2.jpg", "img10.jpg", "sub/a.png"]


def test_the_list_can_be_read_page_by_page(project: Project) -> None:
    project.images.update().add(scanned(f"{i}.jpg") for i in range(25))
    pages, last = [], None
    while page := project.images.records(after=last, limit=10):
        pages.append(page)
        last = page[-1].name
    assert [len(page) for page in pages] == [10, 10, 8]
    assert [record for page in pages for record in page] == project.images.records()


def test_pages_come_to_an_end_though_another_version_of_unicode_has_sorted_otherwise(project: Project) -> None:
    with closing(sqlite3.connect(project.file)) as connection, connection:
        connection.execute("UPDATE images SET sort_key = x'ff' WHERE name = ?", (NAME,))
    read = [project.images.records(limit=1)]
    while read[-1] and len(read) < 9:
        read.append(project.images.records(after=read[-1][-1].name, limit=1))
    assert [record.name for page in read for record in page] == ["img10.jpg", "sub/a.png", NAME]


def test_one_picture_is_found_by_name(project: Project) -> None:
    assert project.images.find(NAME) == project.images.records()[0]
    assert project.images.find("none") is None


def test_a_file_with_another_time_that_turns_out_to_have_another_size_in_pixels_is_another_one(
    project: Project, folder: Path
) -> None:
    project.images.set_size(NAME, 200, 100)
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    os.utime(folder / NAME, (1, 1))
    rescan(project)
    assert project.images.note_read(NAME, FileState.of(folder / NAME), 100, 200)
    assert project.found.found(NAME) == {}


def test_a_file_that_is_read_as_another_one_is_noticed_once(project: Project, labeled) -> None:
    document = ImageDocument((labeled(),))
    project.labels.save(NAME, ImageDocument(), document)
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    record = project.images.find(NAME)
    assert record is not None
    assert not project.images.note_read(NAME, record.file, 200, 100)
    assert project.found.found(NAME) != {}
    other = FileState(15, 15)
    assert project.images.note_read(NAME, other, 30, 20)
    assert not project.images.note_read(NAME, other, 30, 20)
    changed = project.images.find(NAME)
    assert changed is not None
    assert (changed.file, changed.width, changed.height) == (other, 30, 20)
    assert project.found.found(NAME) == {}
    assert project.answers.answered(NAME) == []
    assert project.labels.document(NAME) == document


def test_what_is_known_of_a_picture_is_read_back(project: Project) -> None:
    project.images.set_size(NAME, 4000, 3000)
    project.images.set_state([NAME, "sub/a.png"], ImageState.DONE)
    file = project.images.records()[0].file
    assert project.images.find(NAME) == ImageRecord(NAME, ImageState.DONE, file, 4000, 3000)
    project.images.set_failed(NAME, "It is gone.")
    assert project.images.find(NAME) == ImageRecord(NAME, ImageState.DONE, file, 4000, 3000, failure="It is gone.")


def test_what_a_person_says_of_a_picture_that_cannot_be_read_does_not_make_it_readable(
    project: Project, labeled
) -> None:
    project.images.set_failed(NAME, "It is damaged.")
    project.images.set_state([NAME], ImageState.DONE)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure) == (ImageState.DONE, "It is damaged.")
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)), ImageState.IN_WORK)
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure) == (ImageState.IN_WORK, "It is damaged.")
    project.images.set_state([NAME], ImageState.DONE, by_person=False)
    record = project.images.find(NAME)
    assert record is not None
    assert record.failure is None


@pytest.mark.parametrize("before", [ImageState.NEW, ImageState.CANDIDATES])
def test_a_picture_that_nobody_has_decided_about_and_that_cannot_be_read_has_failed(
    project: Project, before: ImageState
) -> None:
    project.images.set_state([NAME], before)
    project.images.set_failed(NAME, "It is damaged.")
    record = project.images.find(NAME)
    assert record is not None
    assert (record.state, record.failure) == (ImageState.FAILED, "It is damaged.")


def test_pictures_are_counted_by_state(project: Project, folder: Path, labeled) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)), ImageState.IN_WORK)
    project.labels.save("sub/a.png", ImageDocument(), ImageDocument((labeled(),)), ImageState.DONE)
    (folder / "sub/a.png").unlink()
    rescan(project)
    counts = project.images.counts()
    assert counts.images == {ImageState.IN_WORK: 1, ImageState.NEW: 1}
    assert counts.missing == 1


def test_a_picture_that_is_not_in_the_project_is_told(project: Project) -> None:
    for call in (
        lambda: project.images.set_state([NAME, "none"], ImageState.DONE),
        lambda: project.images.set_failed("none", "reason"),
        lambda: project.images.set_size("none", 1, 1),
        lambda: project.labels.save("none", ImageDocument(), ImageDocument()),
        lambda: project.found.save("none", 1, "key", Segmentation(0.5, ())),
    ):
        with pytest.raises(DatasetError, match="The picture none is not in the project"):
            call()
    assert project.images.records()[0].state is ImageState.NEW


def test_notes_and_tags_are_kept(project: Project) -> None:
    project.images.set_note(NAME, "blurred")
    project.images.set_tags([NAME, "img10.jpg"], ["night", " rain ", "night", ""])
    record = project.images.find(NAME)
    assert record is not None
    assert (record.note, record.tags) == ("blurred", ("night", "rain"))
    assert project.images.tags() == {"night": 2, "rain": 2}


def test_tags_take_the_place_of_those_before(project: Project) -> None:
    project.images.set_tags([NAME], ["night"])
    project.images.set_tags([NAME], ["day"])
    assert project.images.tags() == {"day": 1}


def test_unknown_pictures_get_no_notes_and_no_tags(project: Project) -> None:
    with pytest.raises(DatasetError, match="not in the project"):
        project.images.set_note("none.jpg", "blurred")
    with pytest.raises(DatasetError, match="not in the project"):
        project.images.set_tags([NAME, "none.jpg"], ["night"])
    assert project.images.tags() == {}
