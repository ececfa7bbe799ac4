"""What a project gives to label files, and what it says before."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from exchanging import exchange
from PIL import Image
from project_tools import rescan

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.project.preview import ExportPreview, export_preview
from sam3_studio.dataset.project.project import Project

EMPTY = ImageDocument()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four pictures of 200 x 100."""
    place = tmp_path / "photos"
    (place / "sub").mkdir(parents=True)
    for name in ("img2.jpg", "img10.jpg", "sub/a.png", "sub/b.png"):
        Image.new("RGB", (200, 100)).save(place / name)
    return place


@pytest.fixture
def document(labeled) -> ImageDocument:
    """Two ducks and a goose, which a person drew."""
    return ImageDocument((labeled(), labeled(20), labeled(40, class_id=2, origin=None)))


@pytest.fixture
def work(project: Project, document: ImageDocument) -> Project:
    """The first picture in work, the second new, the third done and empty, the fourth done."""
    project.labels.save("img2.jpg", EMPTY, document, ImageState.IN_WORK)
    project.images.set_state(["sub/a.png"], ImageState.DONE)
    project.labels.save("sub/b.png", EMPTY, ImageDocument(document.objects[:1]), ImageState.DONE)
    return project


def test_given_are_pictures_that_are_done_or_have_objects(work: Project) -> None:
    assert [image.path for image in work.labeled_images()] == ["img2.jpg", "sub/a.png", "sub/b.png"]
    assert [image.path for image in work.labeled_images(done_only=True)] == ["sub/a.png", "sub/b.png"]


def test_names_that_are_those_of_other_files_by_now_are_known(work: Project, folder: Path) -> None:
    with work.labeled_images() as images:
        assert images.out_of_step() == []
        exchange(folder / "sub" / "a.png", folder / "sub" / "b.png")
        os.utime(folder / "img2.jpg", ns=(1, 1))  # as a copy has it
        assert images.out_of_step() == ["sub/a.png", "sub/b.png"]


def test_so_are_names_of_files_that_are_gone_unless_all_are_or_their_folder_is_empty(
    work: Project, folder: Path
) -> None:
    with work.labeled_images() as images:
        (folder / "sub" / "a.png").unlink()
        assert images.out_of_step() == ["sub/a.png"]
        (folder / "sub" / "b.png").unlink()
        assert images.out_of_step() == []
        (folder / "img2.jpg").unlink()
        assert images.out_of_step() == []


def test_so_are_names_of_files_that_were_edited_since(work: Project, folder: Path) -> None:
    with work.labeled_images() as images:
        Image.new("RGB", (100, 100), "red").save(folder / "sub" / "b.png")
        assert images.out_of_step() == ["sub/b.png"]


def test_objects_have_the_name_of_their_class_and_the_score_of_the_model(work: Project, document) -> None:
    image = next(iter(work.labeled_images()))
    assert (image.width, image.height) == (200, 100)
    assert [(a.label, a.score) for a in image.annotations] == [("duck", 0.75), ("duck", 0.75), ("goose", None)]
    assert [a.mask for a in image.annotations] == [item.mask for item in document.objects]


def test_a_picture_that_was_never_opened_is_measured(work: Project) -> None:
    _, empty, _ = work.labeled_images()
    assert (empty.width, empty.height, empty.annotations) == (200, 100, ())


def test_an_empty_picture_that_cannot_be_measured_is_told(work: Project) -> None:
    work.path("sub/a.png").write_bytes(b"damaged")
    with pytest.raises(DatasetError, match=r"a.png is no picture"):
        list(work.labeled_images())


def test_the_context_shows_the_project_as_it_was(work: Project, document) -> None:
    with work.labeled_images() as images:
        before = list(images)
        work.labels.save("img2.jpg", document, EMPTY)
        assert list(images) == before
    assert list(work.labeled_images()) != before


def test_another_thread_can_read_while_this_one_writes(work: Project, document) -> None:
    found = []

    def read() -> None:
        with work.labeled_images() as images:
            found.extend(image.path for image in images)

    reader = threading.Thread(target=read)
    reader.start()
    work.labels.save("img2.jpg", document, document, ImageState.DONE)
    reader.join()
    assert found == ["img2.jpg", "sub/a.png", "sub/b.png"]


@pytest.mark.parametrize("format_", list(ExportFormat))
def test_a_project_is_exported_and_verified(work: Project, tmp_path: Path, format_: ExportFormat) -> None:
    names = [one.name for one in work.classes.list()]
    with work.labeled_images() as images:
        report = export_dataset(images, names, tmp_path / "out", format_, image_root=work.root)
    assert (report.images, report.objects) == (3, 4)


def test_the_preview_counts_what_is_given(work: Project) -> None:
    assert work.export_preview() == ExportPreview(3, 1, {"duck": 3, "goose": 1}, ())
    done = work.export_preview(done_only=True)
    assert (done.images, done.empty, done.objects) == (2, 1, {"duck": 1, "goose": 0})
    assert done.warnings == (
        "No object belongs to goose.",
        "One picture has objects but is not done, so it is left out: img2.jpg.",
    )


def test_the_preview_counts_hidden_objects_that_are_written(work: Project, labeled) -> None:
    work.labels.save("img10.jpg", EMPTY, ImageDocument((labeled(hidden=True),)))
    assert work.export_preview().warnings == (
        "One object that is hidden in the window is written as well; show it to see what it is.",
    )
    assert "hidden" not in "".join(work.export_preview(done_only=True).warnings)
    assert export_preview(work.file, done_only=False, hidden_classes=[1]).warnings == (
        "4 objects that are hidden in the window are written as well; show them to see what they are.",
    )


def test_the_preview_counts_objects_that_share_class_and_box_with_another_one(work: Project, labeled) -> None:
    ring = Rle.from_mask(~np.pad(np.ones((92, 192), dtype=bool), 4))
    twins = (labeled(mask=ring), labeled(mask=Rle.from_mask(np.ones((100, 200), dtype=bool))), labeled(class_id=2))
    work.labels.save("img10.jpg", EMPTY, ImageDocument(twins))
    assert work.export_preview().warnings == ()
    assert "Ultralytics" not in "".join(work.export_preview(done_only=True, drops_twins=True).warnings)
    assert work.export_preview(drops_twins=True).warnings == (
        "One object has the same class and box as another one in its picture: Ultralytics reads only one of them.",
    )
    work.labels.save("img10.jpg", ImageDocument(twins), ImageDocument((*twins, labeled(class_id=2))))
    assert work.export_preview(drops_twins=True).warnings == (
        "2 objects have the same class and box as another one in their picture: Ultralytics reads only one of each.",
    )


def test_the_preview_warns_of_what_is_left_out(work: Project) -> None:
    work.path("sub/a.png").unlink()
    work.path("sub/b.png").unlink()
    rescan(work)
    work.images.set_state(["img10.jpg"], ImageState.CANDIDATES)
    assert work.export_preview().warnings == (
        "The files of 2 labeled pictures are gone, so they are left out: sub/a.png, sub/b.png.",
        "In one picture candidates wait for a decision, so it is left out: img10.jpg.",
    )
    work.images.set_failed("img10.jpg", "damaged")
    assert "One picture failed, so it is left out: img10.jpg." in work.export_preview().warnings
    assert [image.path for image in work.labeled_images()] == ["img2.jpg"]


def test_labeled_pictures_that_could_not_be_read_last_are_given_with_a_warning(work: Project) -> None:
    work.images.set_failed("img2.jpg", "damaged")
    assert [image.path for image in work.labeled_images()] == ["img2.jpg", "sub/a.png", "sub/b.png"]
    assert work.export_preview().warnings == (
        "One labeled picture could not be read lately, but is exported all the same; check its file: img2.jpg.",
    )


def test_the_preview_warns_of_pictures_that_have_another_size_now(work: Project) -> None:
    work.images.set_size("img2.jpg", 100, 200)
    work.images.set_size("sub/b.png", 200, 100)
    (warning,) = work.export_preview().warnings
    assert warning.startswith("These pictures have another size than when they were labeled: img2.jpg. Label them")


def test_the_preview_says_when_there_is_nothing_to_export(project: Project) -> None:
    assert project.export_preview().warnings == ("There is nothing to export yet; label some pictures.",)
    assert project.export_preview(done_only=True).warnings == (
        "There is nothing to export yet; mark pictures as done.",
    )
    project.classes.remove(1)
    project.classes.remove(2)
    assert project.export_preview().warnings == ("There is no class yet; an export needs one.",)
