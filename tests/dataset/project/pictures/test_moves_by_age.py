"""A picture is its file: labels follow it when names move on to other files."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from project_tools import names, rescan

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState, LabeledObject
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project


@pytest.fixture
def numbered(project: Project, folder: Path, labeled: Callable[..., LabeledObject]) -> Project:
    """Four photos, taken one after the other: in the first there is a note "1", in the second "2" and so on."""
    for number in range(1, 5):
        take(folder, number)
    rescan(project)
    for number in range(1, 5):
        project.labels.save(f"{number}.jpg", ImageDocument(), ImageDocument((labeled(number),)), ImageState.DONE)
        project.images.set_note(f"{number}.jpg", str(number))
    return project


def take(folder: Path, number: int, name: str = "") -> None:
    """A photo with a size and an age of its own."""
    file = folder / (name or f"{number}.jpg")
    file.write_bytes(b"photo" * number)
    os.utime(file, ns=(number, 10**9 + number))


def call(folder: Path, new: Mapping[str, str]) -> None:
    """Give files other names, all at the same time."""
    for name in new:
        (folder / name).rename(folder / f"{name}.aside")
    for name, other in new.items():
        (folder / other).parent.mkdir(exist_ok=True)
        (folder / f"{name}.aside").rename(folder / other)


def notes(project: Project, but: Iterable[str] = ("img2.jpg", "img10.jpg", "sub/a.png")) -> dict[str, str]:
    """What is known of each picture, by its name; objects have to go with it."""
    found = {one.name: one.note for one in project.images.records() if one.name not in but}
    for name, note in found.items():
        boxes = [item.mask.box for item in project.labels.document(name).objects]
        assert [box and box.x1 for box in boxes] == ([int(note)] if note else [])
    return found


def notes_of(project: Project, *asked: str) -> list[str]:
    return [one.note for name in asked if (one := project.images.find(name)) is not None]


def test_labels_follow_photos_that_move_up_by_a_number(numbered: Project, folder: Path) -> None:
    """As where somebody makes room for a photo."""
    call(folder, {"4.jpg": "5.jpg", "3.jpg": "4.jpg", "2.jpg": "3.jpg", "1.jpg": "2.jpg"})
    take(folder, 9, "1.jpg")
    rescan(numbered)
    assert notes(numbered) == {"1.jpg": "", "2.jpg": "1", "3.jpg": "2", "4.jpg": "3", "5.jpg": "4"}
    assert rescan(numbered) == ([], [])


def test_labels_follow_photos_that_move_down_since_one_is_deleted(numbered: Project, folder: Path) -> None:
    (folder / "1.jpg").unlink()
    call(folder, {"2.jpg": "1.jpg", "3.jpg": "2.jpg", "4.jpg": "3.jpg"})
    rescan(numbered)
    gone = f"1 [replaced {datetime.now().astimezone().date()}].jpg"
    assert notes(numbered) == {"1.jpg": "2", gone: "1", "2.jpg": "3", "3.jpg": "4"}
    record = numbered.images.find(gone)
    assert record is not None
    assert (record.missing, record.state) == (True, ImageState.DONE)


def test_what_is_missing_under_such_a_name_comes_back_with_its_file(numbered: Project, folder: Path) -> None:
    call(folder, {"1.jpg": "../kept.jpg", "2.jpg": "1.jpg"})
    rescan(numbered)
    call(folder, {"1.jpg": "2.jpg", "../kept.jpg": "1.jpg"})
    rescan(numbered)
    assert notes(numbered) == {"1.jpg": "1", "2.jpg": "2", "3.jpg": "3", "4.jpg": "4"}


def test_what_could_not_be_read_is_tried_again_and_found_under_its_other_name(numbered: Project, folder: Path) -> None:
    numbered.images.set_tags(["1.jpg"], ["blurred"])
    numbered.images.set_failed("1.jpg", "It is damaged.")
    call(folder, {"1.jpg": "b/new.jpg"})
    rescan(numbered)
    record = numbered.images.find("b/new.jpg")
    assert record is not None
    assert (record.failure, record.state, record.missing) == (None, ImageState.DONE, False)
    for text in ("b/new", "1", "blur"):
        assert "b/new.jpg" in pictures_matching(numbered.file, ImageFilter(text=text))
    assert pictures_matching(numbered.file, ImageFilter(text="1.jpg")) == []


def test_two_photos_that_change_places_keep_their_labels(numbered: Project, folder: Path) -> None:
    call(folder, {"1.jpg": "2.jpg", "2.jpg": "1.jpg"})
    rescan(numbered)
    assert notes(numbered) == {"1.jpg": "2", "2.jpg": "1", "3.jpg": "3", "4.jpg": "4"}


@pytest.fixture
def frames(project: Project, folder: Path) -> Project:
    """Three frames of as many bytes, taken one after the other; in the first there is a note "1" and so on."""
    for number in range(1, 4):
        (folder / f"{number}.bmp").write_bytes(b"frame")
        os.utime(folder / f"{number}.bmp", ns=(number, 10**9 + number))
    rescan(project)
    for number in range(1, 4):
        project.images.set_note(f"{number}.bmp", str(number))
    return project


def frame_notes(project: Project) -> dict[str, str]:
    return {one.name: one.note for one in project.images.records() if one.name.endswith(".bmp")}


def test_so_do_two_frames_of_as_many_bytes(frames: Project, folder: Path) -> None:
    call(folder, {"1.bmp": "2.bmp", "2.bmp": "1.bmp"})
    rescan(frames)
    assert frame_notes(frames) == {"1.bmp": "2", "2.bmp": "1", "3.bmp": "3"}


def test_what_was_found_in_frames_of_as_many_bytes_goes_with_them(frames: Project, folder: Path) -> None:
    class_id = frames.classes.list()[0].id
    frames.found.save("1.bmp", class_id, "key", Segmentation(0.5, ()))
    call(folder, {"1.bmp": "2.bmp", "2.bmp": "1.bmp"})
    rescan(frames)
    assert [[*frames.found.found(name)] for name in ("1.bmp", "2.bmp")] == [[], [class_id]]


def test_a_scan_that_breaks_off_leaves_the_next_one_the_traces_of_frames_of_as_many_bytes(
    frames: Project, folder: Path
) -> None:
    call(folder, {"3.bmp": "4.bmp", "2.bmp": "3.bmp", "1.bmp": "2.bmp"})
    (folder / "1.bmp").write_bytes(b"other")
    for batch in scan(folder):
        frames.images.update().add(batch.images)
    rescan(frames)
    assert frame_notes(frames) == {"1.bmp": "", "2.bmp": "1", "3.bmp": "2", "4.bmp": "3"}


def test_so_does_one_that_comes_upon_photos_that_have_as_many_bytes_by_chance(project: Project, folder: Path) -> None:
    for number in (1, 2):
        (folder / f"{number}.jpg").write_bytes(b"photo")
        os.utime(folder / f"{number}.jpg", ns=(number, 10**9 + number))
    rescan(project)
    project.images.set_note("1.jpg", "first")
    call(folder, {"1.jpg": "2.jpg", "2.jpg": "1.jpg"})
    for batch in scan(folder):
        project.images.update().add(batch.images)
    rescan(project)
    assert notes_of(project, "1.jpg", "2.jpg") == ["", "first"]


def test_a_picture_that_is_read_before_its_move_is_known_leaves_the_scan_its_traces(
    numbered: Project, folder: Path
) -> None:
    """As where a run from a terminal takes days."""
    call(folder, {"1.jpg": "2.jpg", "2.jpg": "1.jpg"})
    for name in ("1.jpg", "2.jpg"):
        assert not numbered.images.note_read(name, FileState.of(folder / name), 8, 6)
    rescan(numbered)
    assert notes_of(numbered, "1.jpg", "2.jpg") == ["2", "1"]


def test_so_do_those_of_folders_one_of_which_takes_the_name_of_the_other(numbered: Project, folder: Path) -> None:
    call(folder, {"1.jpg": "a/1.jpg", "2.jpg": "b/1.jpg"})
    rescan(numbered)
    call(folder, {"b/1.jpg": "c/1.jpg", "a/1.jpg": "b/1.jpg"})
    rescan(numbered)
    assert notes(numbered) == {"3.jpg": "3", "4.jpg": "4", "b/1.jpg": "1", "c/1.jpg": "2"}


def test_a_photo_with_another_name_keeps_its_labels(numbered: Project, folder: Path) -> None:
    call(folder, {"1.jpg": "first.jpg"})
    assert rescan(numbered) == (["first.jpg"], ["1.jpg"])
    assert notes(numbered) == {"2.jpg": "2", "3.jpg": "3", "4.jpg": "4", "first.jpg": "1"}


def test_labels_stay_with_a_photo_that_makes_way_for_another_one(numbered: Project, folder: Path) -> None:
    call(folder, {"1.jpg": "done/1.jpg"})
    take(folder, 9, "1.jpg")
    rescan(numbered)
    assert notes(numbered) == {"1.jpg": "", "2.jpg": "2", "3.jpg": "3", "4.jpg": "4", "done/1.jpg": "1"}


def test_a_photo_that_was_edited_in_its_place_keeps_its_labels(numbered: Project, folder: Path) -> None:
    take(folder, 9, "1.jpg")
    rescan(numbered)
    assert notes(numbered)["1.jpg"] == "1"


def test_a_copy_over_another_photo_takes_no_labels_along(numbered: Project, folder: Path) -> None:
    take(folder, 2, "1.jpg")
    rescan(numbered)
    assert notes(numbered) == {"1.jpg": "1", "2.jpg": "2", "3.jpg": "3", "4.jpg": "4"}
    assert rescan(numbered) == ([], [])


@pytest.mark.parametrize("ages", [(1, 1, 2, 3), (1, 2, 1, 2)])
def test_ages_that_photos_share_tell_nothing(numbered: Project, folder: Path, ages: tuple[int, ...]) -> None:
    """Neither those of both that change places, nor those that others have as well."""
    for number, age in enumerate(ages, 1):
        os.utime(folder / f"{number}.jpg", (age, age))
    rescan(numbered)
    call(folder, {"1.jpg": "2.jpg", "2.jpg": "1.jpg"})
    rescan(numbered)
    assert notes(numbered) == {"1.jpg": "1", "2.jpg": "2", "3.jpg": "3", "4.jpg": "4"}


def test_nothing_is_kept_of_a_photo_that_nobody_was_at(numbered: Project, folder: Path) -> None:
    take(folder, 5)
    rescan(numbered)
    (folder / "5.jpg").unlink()
    call(folder, {"4.jpg": "5.jpg"})
    rescan(numbered)
    assert "4.jpg" not in names(numbered)
    assert notes(numbered)["5.jpg"] == "4"


def test_which_names_have_changed_is_told_for_all_at_the_same_time(numbered: Project, folder: Path) -> None:
    call(folder, {"1.jpg": "2.jpg", "2.jpg": "1.jpg", "3.jpg": "third.jpg"})
    take(folder, 9, "3.jpg")
    update = numbered.images.update()
    for batch in scan(folder):
        update.add(batch.images)
    update.finish()
    assert update.take_renamed() == {"1.jpg": "2.jpg", "2.jpg": "1.jpg", "3.jpg": "third.jpg"}
    assert update.take_changed() == ["3.jpg"]
