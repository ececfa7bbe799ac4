"""Files that are read, and written, while their folder is being looked through."""

import os
from collections.abc import Callable

import pytest

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import LabeledObject
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.pictures.index_update import IndexUpdate
from sam3_studio.dataset.project.pictures.scan import ScannedImage
from sam3_studio.dataset.project.project import Project

FIRST, SECOND, THIRD = "sub/a.png", "img2.jpg", "img10.jpg"


@pytest.fixture
def update(project: Project) -> IndexUpdate:
    """A look through the folder that has begun."""
    return project.images.update()


def write(project: Project, name: str, size: int, modified: int) -> FileState:
    """Have a file be of so many bytes, and so old in seconds since 1970; its state."""
    project.path(name).write_bytes(bytes(size))
    os.utime(project.path(name), (modified, modified))
    return FileState.of(project.path(name))


def read(project: Project, update: IndexUpdate, name: str) -> None:
    file = FileState.of(project.path(name))
    update.note_read(name, file)
    project.images.note_read(name, file, 40, 30)


def see(project: Project, *names: str) -> list[ScannedImage]:
    """What a look through the folder finds now."""
    return [ScannedImage(name, FileState.of(project.path(name))) for name in names]


def known(project: Project, name: str) -> FileState:
    record = project.images.find(name)
    assert record is not None
    assert not record.missing
    return record.file


@pytest.mark.parametrize("is_seen_first", [True, False])
def test_of_two_states_that_were_seen_and_read_the_one_that_was_written_later_counts(
    project: Project, update: IndexUpdate, *, is_seen_first: bool
) -> None:
    files = [write(project, SECOND, 50, 10**9)]
    earlier = see(project, SECOND)
    if not is_seen_first:
        read(project, update, SECOND)
    files.append(write(project, SECOND, 60, 10**9 + 1))
    later = see(project, SECOND)
    if is_seen_first:
        read(project, update, SECOND)
    update.add([*see(project, FIRST, THIRD), *(earlier if is_seen_first else later)])
    update.finish()
    assert known(project, SECOND) == files[1]


def test_a_picture_that_was_read_after_none_was_found_there_is_not_gone(project: Project, update: IndexUpdate) -> None:
    update.add(see(project, FIRST, THIRD))
    read(project, update, SECOND)
    assert update.in_doubt() == [SECOND]
    assert update.finish() == []
    assert known(project, SECOND) == FileState.of(project.path(SECOND))


def test_one_that_was_read_and_is_deleted_by_now_is_gone(project: Project, update: IndexUpdate) -> None:
    read(project, update, SECOND)
    project.path(SECOND).unlink()
    update.add(see(project, FIRST, THIRD))
    assert update.finish(update.in_doubt()) == [SECOND]
    assert project.images.find(SECOND) is None


def test_where_the_folder_is_away_what_was_read_before_makes_no_other_picture_go(
    project: Project, update: IndexUpdate
) -> None:
    read(project, update, SECOND)
    update.finish()
    assert len(project.images.records()) == 3


def test_labels_do_not_follow_a_file_to_a_name_under_which_another_one_was_read_since(
    project: Project, labeled: Callable[..., LabeledObject]
) -> None:
    for number, name in enumerate((SECOND, THIRD)):
        write(project, name, 50 + number, 10**9 + number)
    begun = project.images.update()
    begun.add(see(project, FIRST, SECOND, THIRD))
    begun.finish()
    document = ImageDocument((labeled(),))
    project.labels.save(SECOND, ImageDocument(), document)
    update = project.images.update()
    project.path(SECOND).replace(project.path(THIRD))
    update.add(see(project, FIRST, THIRD))
    newest = write(project, THIRD, 60, 10**9 + 9)
    read(project, update, THIRD)
    update.finish()
    assert known(project, THIRD) == newest
    assert [project.labels.document(name).objects for name in (SECOND, THIRD)] == [document.objects, ()]
