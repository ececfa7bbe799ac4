"""Pictures come to lie beside labels as copies or links, and what others put there stays."""

import os
import shutil

import pytest
from yolo_tools import SQUARE, files_in, rows, save_picture

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.yolo import write_yolo


@pytest.fixture
def one(tmp_path):
    save_picture(tmp_path / "in" / "a.png")
    return [AnnotatedImage("a.png", 20, 10)]


def write(tmp_path, images, pictures):
    return write_yolo(images, ["cat"], tmp_path / "out", image_root=tmp_path / "in", pictures=pictures)


def test_a_copy_has_the_same_bytes_and_another_place_on_disk(tmp_path, one):
    write(tmp_path, one, "copy")
    source, target = tmp_path / "in" / "a.png", tmp_path / "out" / "images" / "train" / "a.png"
    assert target.read_bytes() == source.read_bytes()
    assert not target.samefile(source)


@pytest.mark.parametrize("pictures", ["hardlink", "symlink"])
def test_a_link_leads_to_the_picture_itself(tmp_path, one, pictures):
    write(tmp_path, one, pictures)
    target = tmp_path / "out" / "images" / "train" / "a.png"
    assert target.samefile(tmp_path / "in" / "a.png")
    assert target.is_symlink() == (pictures == "symlink")


@pytest.mark.parametrize("pictures", ["copy", "hardlink", "symlink"])
def test_a_source_that_is_a_link_is_followed(tmp_path, one, pictures):
    (tmp_path / "in" / "a.png").rename(tmp_path / "kept.png")
    (tmp_path / "in" / "a.png").symlink_to("../kept.png")
    write(tmp_path, one, pictures)
    (tmp_path / "in" / "a.png").unlink()
    target = tmp_path / "out" / "images" / "train" / "a.png"
    assert target.read_bytes() == (tmp_path / "kept.png").read_bytes()
    assert target.is_symlink() == (pictures == "symlink")


@pytest.mark.parametrize("before", ["hardlink", "symlink"])
def test_links_of_an_earlier_run_become_copies(tmp_path, one, before):
    write(tmp_path, one, before)
    write(tmp_path, one, "copy")
    target = tmp_path / "out" / "images" / "train" / "a.png"
    assert not target.is_symlink()
    assert not target.samefile(tmp_path / "in" / "a.png")
    assert target.read_bytes() == (tmp_path / "in" / "a.png").read_bytes()


def test_the_link_of_a_person_stays(tmp_path, one):
    target = tmp_path / "out" / "images" / "train" / "a.png"
    target.parent.mkdir(parents=True)
    target.symlink_to(tmp_path / "in" / "a.png")
    write(tmp_path, one, "copy")
    assert target.is_symlink()


def test_a_file_system_without_links_gets_a_copy(tmp_path, one, monkeypatch):
    def refuse(*_):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path, one, "hardlink")
    assert (tmp_path / "out" / "images" / "train" / "a.png").is_file()


def test_pictures_that_are_left_are_noted(tmp_path, one):
    report = write(tmp_path, one, "leave")
    assert report.notes == (
        "The pictures are not part of the dataset yet; put them into images/train before training.",
    )
    assert not (tmp_path / "out" / "images").exists()


def test_a_picture_that_is_there_already_is_not_copied_again(tmp_path, one):
    write(tmp_path, one, "copy")
    target = tmp_path / "out" / "images" / "train" / "a.png"
    before = target.stat()
    write(tmp_path, one, "copy")
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_another_picture_of_that_name_is_not_replaced(tmp_path, one):
    target = tmp_path / "out" / "images" / "train" / "a.png"
    save_picture(target, color="red")
    before = target.read_bytes()
    with pytest.raises(DatasetError, match=r"a\.png is another picture than .*; choose another output folder"):
        write(tmp_path, one, "copy")
    assert target.read_bytes() == before


@pytest.mark.parametrize("pictures", ["copy", "hardlink", "symlink"])
def test_a_picture_that_this_program_placed_follows_its_source(tmp_path, one, pictures):
    write(tmp_path, one, pictures)
    (tmp_path / "in" / "a.png").unlink()
    save_picture(tmp_path / "in" / "a.png", color="red", size=(30, 10))
    write(tmp_path, [AnnotatedImage("a.png", 30, 10)], pictures)
    target = tmp_path / "out" / "images" / "train" / "a.png"
    assert target.read_bytes() == (tmp_path / "in" / "a.png").read_bytes()
    assert not [name for name in files_in(tmp_path / "out") if name.endswith(".tmp")]


@pytest.mark.parametrize("pictures", ["copy", "hardlink"])
def test_a_picture_whose_name_a_new_one_took_is_kept(tmp_path, one, pictures):
    contents = []
    for color in ("red", "blue"):
        write(tmp_path, one, pictures)
        contents.append((tmp_path / "in" / "a.png").read_bytes())
        (tmp_path / "in" / "a.png").unlink()
        save_picture(tmp_path / "in" / "a.png", color=color)
    (note,) = write(tmp_path, one, pictures).notes
    assert note.startswith("Changed in the source folder, so changed in the dataset, too; what was there before")
    replaced = tmp_path / "out" / "replaced"
    assert [(replaced / name).read_bytes() for name in ("a.png", "a-2.png")] == contents
    assert write(tmp_path, one, pictures).notes == ()


def test_a_placed_picture_that_others_changed_is_refused_and_its_label_stays(tmp_path, one):
    write(tmp_path, one, "copy")
    save_picture(tmp_path / "out" / "images" / "train" / "a.png", color="blue", size=(40, 10))
    with pytest.raises(DatasetError, match="is another picture than"):
        write(tmp_path, [AnnotatedImage("a.png", 20, 10, (Annotation("cat", SQUARE),))], "copy")
    assert rows(tmp_path / "out", "a.txt") == []


def test_a_picture_keeps_its_name_when_another_one_wants_it(tmp_path, one):
    write(tmp_path, one, "copy")
    save_picture(tmp_path / "in" / "a.jpg")
    report = write(tmp_path, [AnnotatedImage("a.jpg", 20, 10), *one], "copy")
    assert report.renamed == (("a.jpg", "a_jpg.jpg"),)
    placed = (tmp_path / "out" / "images" / "train").iterdir()
    assert sorted(path.name for path in placed) == ["a.png", "a_jpg.jpg"]


def test_only_untouched_files_of_pictures_no_longer_listed_are_removed(tmp_path, one):
    for name in ("b.png", "c.png"):
        save_picture(tmp_path / "in" / name)
    write(tmp_path, [*one, AnnotatedImage("b.png", 20, 10), AnnotatedImage("c.png", 20, 10)], "copy")
    (tmp_path / "out" / "labels" / "train" / "c.txt").write_text("0 0.5 0.5 1 1")
    save_picture(tmp_path / "out" / "images" / "train" / "d.png")
    report = write(tmp_path, one, "copy")
    assert [name for name in files_in(tmp_path / "out") if "/" in name] == [
        "images/train/a.png",
        "images/train/d.png",
        "labels/train/a.txt",
        "labels/train/c.txt",
    ]
    assert report.notes == (
        "Others changed labels/train/c.txt since; they stay, though their pictures are not listed any more.",
    )
    assert (tmp_path / "in" / "b.png").exists()


@pytest.mark.parametrize("pictures", ["copy", "hardlink"])
def test_the_last_copies_stay_with_their_labels(tmp_path, pictures):
    save_picture(tmp_path / "in" / "a.png")
    labeled = AnnotatedImage("a.png", 20, 10, (Annotation("cat", SQUARE),))
    write(tmp_path, [labeled], pictures)
    (tmp_path / "in" / "a.png").unlink()
    save_picture(tmp_path / "in" / "b.png")
    for _ in range(2):
        (note,) = write(tmp_path, [AnnotatedImage("b.png", 20, 10)], pictures).notes
        assert note.startswith("No longer in the source folder, while copies and labels stay: a.png. ")
        assert (tmp_path / "out" / "images" / "train" / "a.png").is_file()
        assert len(rows(tmp_path / "out", "a.txt")) == 1


def test_the_label_of_a_last_copy_goes_once_the_copy_is_deleted(tmp_path, one):
    write(tmp_path, one, "copy")
    (tmp_path / "in" / "a.png").unlink()
    (tmp_path / "out" / "images" / "train" / "a.png").unlink()
    assert write(tmp_path, [], "copy").notes == ()
    assert not (tmp_path / "out" / "labels" / "train" / "a.txt").exists()


def test_a_link_that_leads_nowhere_any_more_goes_with_its_label(tmp_path, one):
    write(tmp_path, one, "symlink")
    (tmp_path / "in" / "a.png").unlink()
    assert write(tmp_path, [], "symlink").notes == ()
    assert [name for name in files_in(tmp_path / "out") if "/" in name] == []


def test_the_copy_of_a_picture_that_broke_since_stays_as_it_was(tmp_path, one):
    write(tmp_path, one, "copy")
    before = (tmp_path / "in" / "a.png").read_bytes()
    (tmp_path / "in" / "a.png").write_bytes(before[:50])
    (note,) = write(tmp_path, [], "copy").notes
    assert note.startswith("Changed in the source folder, but could not be labeled anew")
    assert (tmp_path / "out" / "images" / "train" / "a.png").read_bytes() == before


@pytest.mark.parametrize("before", [[], ["copy"]])
@pytest.mark.parametrize("pictures", ["copy", "hardlink", "symlink"])
def test_a_picture_that_has_gone_is_named_and_no_link_leads_to_nothing(tmp_path, one, pictures, before):
    for earlier in before:
        write(tmp_path, one, earlier)
    shutil.rmtree(tmp_path / "in")
    with pytest.raises(DatasetError, match=r"in/a\.png is gone; put it back, or open its folder"):
        write(tmp_path, one, pictures)
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_symlink()]


def test_pictures_need_to_be_known_to_be_copied(tmp_path, one):
    with pytest.raises(DatasetError, match="only when their folder is known"):
        write_yolo(one, ["cat"], tmp_path / "out")


def test_formats_that_ultralytics_does_not_read_are_noted(tmp_path):
    images = [AnnotatedImage(name, 20, 10) for name in ("a.gif", "b.jpg", "c.avif")]
    report = write_yolo(images, ["cat"], tmp_path, pictures="leave")
    assert report.notes[0] == ("Ultralytics cannot read 2 of the pictures; convert them to JPEG or PNG for training.")
