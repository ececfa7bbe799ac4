"""Who renames .JPG to .jpg, takes accents apart or sorts pictures into folders makes no other pictures of them."""

import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from project_tools import names, rescan

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project

NAME = "img2.jpg"


def test_a_picture_whose_name_changes_its_case_keeps_all_that_is_known_of_it(
    project: Project, folder: Path, labeled
) -> None:
    document = ImageDocument((labeled(),))
    project.labels.save(NAME, ImageDocument(), document, ImageState.DONE)
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    project.images.set_note(NAME, "blurred")
    (folder / NAME).rename(folder / "IMG2.JPG")
    assert rescan(project) == (["IMG2.JPG"], [NAME])
    assert names(project) == ["IMG2.JPG", "img10.jpg", "sub/a.png"]
    record = project.images.find("IMG2.JPG")
    assert record is not None
    assert (record.state, record.note, record.missing) == (ImageState.DONE, "blurred", False)
    assert project.labels.document("IMG2.JPG") == document
    assert project.found.found("IMG2.JPG").keys() == {1}


def test_so_do_the_pictures_of_a_folder_whose_name_does(project: Project, folder: Path) -> None:
    project.images.set_tags(["sub/a.png"], ["night"])
    (folder / "sub").rename(folder / "Sub")
    rescan(project)
    assert pictures_matching(project.file, ImageFilter(tag="night", text="sub/A")) == ["Sub/a.png"]


def test_so_does_one_whose_accents_are_taken_apart(project: Project, folder: Path) -> None:
    apart = unicodedata.normalize("NFD", "müll.jpg")
    (folder / "müll.jpg").write_bytes(b"picture")
    rescan(project)
    project.images.set_state(["müll.jpg"], ImageState.DONE)
    (folder / "müll.jpg").rename(folder / apart)
    rescan(project)
    assert [record.name for record in project.images.records() if record.state is ImageState.DONE] == [apart]


def test_one_that_could_not_be_read_under_the_name_before_is_forgiven(project: Project, folder: Path) -> None:
    project.images.set_state([NAME], ImageState.DONE)
    (folder / NAME).rename(folder / "IMG2.JPG")
    project.images.set_failed(NAME, "It is gone.")
    rescan(project)
    record = project.images.find("IMG2.JPG")
    assert record is not None
    assert record.failure is None


def test_one_that_was_missed_by_an_earlier_version_is_found(project: Project, folder: Path) -> None:
    project.images.set_state([NAME], ImageState.DONE)
    (folder / NAME).rename(folder / "IMG2.JPG")
    for batch in scan(folder):
        project.images.update().add(batch.images)
    project._database._connection.execute("UPDATE images SET missing = 1 WHERE name = ?", (NAME,))
    rescan(project)
    assert names(project) == ["IMG2.JPG", "img10.jpg", "sub/a.png"]


def test_two_pictures_whose_names_differ_in_case_alone_stay_two(project: Project, folder: Path) -> None:
    (folder / "IMG2.JPG").write_bytes((folder / NAME).read_bytes())
    if len([*folder.iterdir()]) < 4:
        pytest.skip("on this disk these are one")
    rescan(project)
    project.images.set_state([NAME], ImageState.DONE)
    assert rescan(project) == ([], [])
    assert names(project) == ["IMG2.JPG", NAME, "img10.jpg", "sub/a.png"]


def test_of_two_such_pictures_the_other_does_not_get_the_labels_of_one_that_is_deleted(
    project: Project, folder: Path
) -> None:
    (folder / "IMG2.JPG").write_bytes(bytes(len((folder / NAME).read_bytes())))
    if len([*folder.iterdir()]) < 4:
        pytest.skip("on this disk these are one")
    os.utime(folder / "IMG2.JPG", (1, 1))
    rescan(project)
    project.images.set_state([NAME], ImageState.DONE)
    (folder / NAME).unlink()
    for _ in range(2):  # the one that is deleted is looked for again at every scan
        rescan(project)
        states = [(one.name, one.state, one.missing) for one in project.images.records()][:2]
        assert states == [("IMG2.JPG", ImageState.NEW, False), (NAME, ImageState.DONE, True)]


@pytest.mark.parametrize("differs", ["content", "labels"])
def test_another_picture_does_not_become_one_that_went(project: Project, folder: Path, differs: str) -> None:
    project.images.set_state([NAME], ImageState.DONE)
    (folder / NAME).rename(folder / "IMG2.JPG")
    if differs == "content":
        (folder / "IMG2.JPG").write_bytes(b"another picture")
    else:
        project.images.update().add(next(scan(folder)).images)
        project.images.set_note("IMG2.JPG", "mine")
    rescan(project)
    assert [(one.name, one.missing) for one in project.images.records()][:2] == [("IMG2.JPG", False), (NAME, True)]


def test_pictures_that_lie_in_another_folder_keep_all_that_is_known_of_them(
    project: Project, folder: Path, labeled
) -> None:
    """Who sorts pictures into folders, or gives a folder another name, does not begin anew."""
    document = ImageDocument((labeled(),))
    project.labels.save("sub/a.png", ImageDocument(), document, ImageState.DONE)
    (folder / "sub").rename(folder / "train")
    assert rescan(project) == (["train/a.png"], ["sub/a.png"])
    record = project.images.find("train/a.png")
    assert record is not None
    assert (record.state, record.missing) == (ImageState.DONE, False)
    assert project.labels.document("train/a.png") == document
    assert names(project) == ["img2.jpg", "img10.jpg", "train/a.png"]


def test_so_do_those_whose_bytes_are_as_many_in_another_picture(project: Project, folder: Path) -> None:
    (folder / "b.tif").write_bytes(b"picture")
    rescan(project)
    project.found.save("b.tif", 1, "key", Segmentation(0.5, ()))
    (folder / "b.tif").rename(folder / "sub" / "b.tif")
    rescan(project)
    assert project.found.found("sub/b.tif").keys() == {1}


def test_so_do_pictures_that_were_away_for_a_while(project: Project, folder: Path, labeled) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)))
    aside = (folder / NAME).rename(folder.with_name(NAME))
    rescan(project)
    aside.rename(folder / "sub" / NAME)
    rescan(project)
    assert len(project.labels.document(f"sub/{NAME}").objects) == 1


def test_so_do_pictures_that_a_scan_has_come_upon_that_did_not_end(project: Project, folder: Path, labeled) -> None:
    project.labels.save("sub/a.png", ImageDocument(), ImageDocument((labeled(),)))
    (folder / "sub").rename(folder / "train")
    project.images.update().add(next(scan(folder)).images)
    rescan(project)
    assert len(project.labels.document("train/a.png").objects) == 1
    shutil.copy2(folder / "train" / "a.png", folder / "a.png")
    rescan(project)
    (folder / "train" / "a.png").unlink()
    rescan(project)
    assert names(project) == ["a.png", "img2.jpg", "img10.jpg", "train/a.png"]


@pytest.mark.parametrize("differs", ["bytes", "age"])
def test_another_file_in_another_folder_is_another_picture(
    project: Project, folder: Path, labeled, differs: str
) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)))
    moved = (folder / NAME).rename(folder / "sub" / NAME)
    if differs == "bytes":
        before = moved.stat()
        moved.write_bytes(b"another picture")
        os.utime(moved, ns=(before.st_atime_ns, before.st_mtime_ns))
    else:
        os.utime(moved, (1, 1))
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert record.missing


def test_of_two_files_that_may_be_the_same_none_is_taken_for_it(project: Project, folder: Path, labeled) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)))
    (folder / "more").mkdir()
    shutil.copy2(folder / NAME, folder / "more" / NAME)
    (folder / NAME).rename(folder / "sub" / NAME)
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert record.missing


def test_a_copy_of_a_picture_that_is_still_there_is_a_new_one(project: Project, folder: Path, labeled) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)))
    shutil.copy2(folder / NAME, folder / "sub" / NAME)
    rescan(project)
    assert len(project.labels.document(NAME).objects) == 1
    assert project.labels.document(f"sub/{NAME}") == ImageDocument()
