"""Scanning: every picture is found once, in the order a person expects, and nothing else is."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.core.errors import DatasetError, ImageError
from sam3_studio.dataset.formats.yolo import write_yolo
from sam3_studio.dataset.images import find_images, natural_order
from sam3_studio.dataset.journal import FileState, Journal
from sam3_studio.dataset.project.pictures import scan as scanning
from sam3_studio.dataset.project.pictures.scan import scan, sort_key
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.taking_in import take_in_pictures

parts = st.text(st.sampled_from("aAäßb01297٣٤ ._-"), min_size=1, max_size=6)
names = st.lists(parts, min_size=1, max_size=3).map("/".join)


def put(root: Path, *found: str) -> None:
    for name in found:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"picture")


def scanned_names(root: Path) -> list[str]:
    return [image.name for batch in scan(root) for image in batch.images]


def test_names_come_in_natural_order_through_all_folders(tmp_path: Path) -> None:
    put(tmp_path, "b.png", "img10.jpg", "img2.JPG", "img2/9.png", "img2/10.png", "Ä/鸭.webp", "a 1/x/y.tif")
    found = scanned_names(tmp_path)
    assert found == ["a 1/x/y.tif", "b.png", "img2/9.png", "img2/10.png", "img2.JPG", "img10.jpg", "Ä/鸭.webp"]
    assert found == list(find_images([tmp_path]).names)


@given(st.lists(names, min_size=2, max_size=8))
def test_keys_sort_as_natural_order_does(some: list[str]) -> None:
    def key(name: str) -> tuple[bytes, str]:
        return sort_key(name), name

    assert sorted(some, key=key) == sorted(some, key=natural_order)


def test_a_picture_comes_with_the_state_of_its_file(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg")
    (batch,) = scan(tmp_path)
    assert batch.images[0].file == FileState.of(tmp_path / "a.jpg")


def test_hidden_files_other_files_and_links_to_nowhere_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", ".b.jpg", ".git/c.jpg", "d.txt", "e")
    (tmp_path / "f.jpg").mkdir()
    (tmp_path / "g.jpg").symlink_to(tmp_path / "none")
    (tmp_path / "h").symlink_to(tmp_path, target_is_directory=True)
    assert scanned_names(tmp_path) == ["a.jpg"]


def test_photos_of_kinds_that_are_not_read_are_told_of_unless_there_are_pictures_of_them(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", "A.CR2", "b/IMG_2.HEIC", "b/img_2.JPG", "b/.c.heic", "d.txt", "e.mov")
    assert [batch.problems for batch in scan(tmp_path)] == [()]
    assert not find_images([tmp_path]).problems
    put(tmp_path, "b/IMG_10.HEIC")
    (batch,) = scan(tmp_path)
    one = "IMG_10.HEIC is a photo of a kind that cannot be read here, so it was left out; save it as JPEG or PNG."
    assert (len(batch.images), batch.problems) == (2, (f"b/{one}",))
    assert find_images([tmp_path]).problems == (f"{tmp_path / 'b'}{os.sep}{one}",)
    put(tmp_path, "b/IMG_2.dng", "c/1.nef", "c/a.jpg")
    (batch,) = scan(tmp_path)
    assert batch.problems[0].startswith("2 photos are of kinds that cannot be read here, as b/IMG_10.HEIC is, so they")


def test_a_folder_of_such_photos_alone_is_not_said_to_have_none(tmp_path: Path) -> None:
    put(tmp_path, "1.heic", "2.heic")
    (batch,) = scan(tmp_path)
    assert not batch.images
    assert len(batch.problems) == 1
    with pytest.raises(ImageError, match=r"2 photos are of kinds that cannot be read here, as .*1\.heic is"):
        find_images([tmp_path])


def test_the_projects_own_outputs_are_left_out(tmp_path: Path, dataset, class_names, image_root) -> None:
    put(tmp_path, "a.jpg", "results/b.jpg", "photos/c.jpg")
    write_yolo(dataset, class_names, tmp_path / "export", image_root=image_root)
    Journal(tmp_path / "results" / "journal.jsonl", {}).add(dataset[0], FileState(1, 1))
    Project.open(tmp_path).close()
    assert (tmp_path / "export" / "images" / "train" / "none.png").exists()
    assert scanned_names(tmp_path) == ["a.jpg", "photos/c.jpg"]


def test_a_folder_that_someone_else_has_put_a_journal_in_is_looked_into(tmp_path: Path) -> None:
    put(tmp_path, "diary/a.jpg", "diary/journal.jsonl")
    assert scanned_names(tmp_path) == ["diary/a.jpg"]


def test_the_first_batch_is_small_and_the_others_are_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "FIRST_BATCH", 2)
    monkeypatch.setattr(scanning, "BATCH", 3)
    put(tmp_path, *(f"{i}.jpg" for i in range(9)))
    assert [len(batch.images) for batch in scan(tmp_path)] == [2, 3, 3, 1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg", os.fsdecode(b"caf\xe9.jpg"))
    (batch,) = scan(tmp_path)
    assert [image.name for image in batch.images] == ["a.jpg"]
    assert batch.problems == ("The picture name 'caf\\udce9.jpg' is not valid Unicode; rename the file.",)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["back\\slash.jpg", "C:drive.jpg"])
def test_a_name_that_would_be_a_path_elsewhere_is_told_and_keeps_no_other_picture_out(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, "a.jpg", name, "d:/e.jpg")
    with Project.open(tmp_path) as project:
        problems = take_in_pictures(project)
        assert [record.name for record in project.images.records()] == ["a.jpg"]
    assert problems[0] == f"The picture name {name!r} would be a path on other systems; rename the file."


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be listed"):
        list(scan(tmp_path / "none"))


def test_a_folder_that_cannot_be_listed_is_told_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.jpg", "locked/b.jpg", "z.jpg")
    listing = os.scandir

    def refuse(place: Path):
        if Path(place).name == "locked":
            raise PermissionError(13, "Permission denied", str(place))
        return listing(place)

    monkeypatch.setattr("os.scandir", refuse)
    (batch,) = scan(tmp_path)
    assert [image.name for image in batch.images] == ["a.jpg", "z.jpg"]
    assert batch.problems == (f"{tmp_path / 'locked'} cannot be listed (Permission denied); change its permissions.",)


def test_an_empty_folder_has_no_picture(tmp_path: Path) -> None:
    assert list(scan(tmp_path)) == []
