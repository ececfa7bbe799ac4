"""The index of pictures follows the folder, and never loses what a person has done."""

import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from project_tools import rescan, scanned

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, PromptBox
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project import location
from sam3_studio.dataset.project.filtering import ImageFilter, pictures_matching
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.pictures.images import ImageRecord
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.taking_in import take_in_pictures

NAME = "img2.jpg"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project lies on another drive than its pictures, so that theirs can be away."""
    monkeypatch.setattr(location, "accepts_files", lambda _: False)


def names(project: Project) -> list[str]:
    return [record.name for record in project.images.records()]


@contextmanager
def away(folder: Path) -> Iterator[None]:
    """As where the folder's drive is not mounted for a while: an empty one is in its place."""
    drive = folder.rename(folder.with_name("away"))
    folder.mkdir()
    yield
    folder.rmdir()
    drive.rename(folder)


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


def test_one_picture_is_found_by_name(project: Project) -> None:
    assert project.images.find(NAME) == project.images.records()[0]
    assert project.images.find("none") is None


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


class TestNamesThatAreSpelledOtherwise:
    """A program that renames .JPG to .jpg, or takes accents apart, makes no other pictures of them."""

    def test_a_picture_whose_name_changes_its_case_keeps_all_that_is_known_of_it(
        self, project: Project, folder: Path, labeled
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

    def test_so_do_the_pictures_of_a_folder_whose_name_does(self, project: Project, folder: Path) -> None:
        project.images.set_tags(["sub/a.png"], ["night"])
        (folder / "sub").rename(folder / "Sub")
        rescan(project)
        assert pictures_matching(project.file, ImageFilter(tag="night", text="sub/A")) == ["Sub/a.png"]

    def test_so_does_one_whose_accents_are_taken_apart(self, project: Project, folder: Path) -> None:
        apart = unicodedata.normalize("NFD", "müll.jpg")
        (folder / "müll.jpg").write_bytes(b"picture")
        rescan(project)
        project.images.set_state(["müll.jpg"], ImageState.DONE)
        (folder / "müll.jpg").rename(folder / apart)
        rescan(project)
        assert [record.name for record in project.images.records() if record.state is ImageState.DONE] == [apart]

    def test_one_that_could_not_be_read_under_the_name_before_is_forgiven(self, project: Project, folder: Path) -> None:
        project.images.set_state([NAME], ImageState.DONE)
        (folder / NAME).rename(folder / "IMG2.JPG")
        project.images.set_failed(NAME, "It is gone.")
        rescan(project)
        record = project.images.find("IMG2.JPG")
        assert record is not None
        assert record.failure is None

    def test_one_that_was_missed_by_an_earlier_version_is_found(self, project: Project, folder: Path) -> None:
        project.images.set_state([NAME], ImageState.DONE)
        (folder / NAME).rename(folder / "IMG2.JPG")
        for batch in scan(folder):
            project.images.update().add(batch.images)
        project._database._connection.execute("UPDATE images SET missing = 1 WHERE name = ?", (NAME,))
        rescan(project)
        assert names(project) == ["IMG2.JPG", "img10.jpg", "sub/a.png"]

    def test_two_pictures_whose_names_differ_in_case_alone_stay_two(self, project: Project, folder: Path) -> None:
        (folder / "IMG2.JPG").write_bytes((folder / NAME).read_bytes())
        if len([*folder.iterdir()]) < 4:
            pytest.skip("on this disk these are one")
        rescan(project)
        project.images.set_state([NAME], ImageState.DONE)
        assert rescan(project) == ([], [])
        assert names(project) == ["IMG2.JPG", NAME, "img10.jpg", "sub/a.png"]

    def test_of_two_such_pictures_the_other_does_not_get_the_labels_of_one_that_is_deleted(
        self, project: Project, folder: Path
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
    def test_another_picture_does_not_become_one_that_went(self, project: Project, folder: Path, differs: str) -> None:
        project.images.set_state([NAME], ImageState.DONE)
        (folder / NAME).rename(folder / "IMG2.JPG")
        if differs == "content":
            (folder / "IMG2.JPG").write_bytes(b"another picture")
        else:
            project.images.update().add(next(scan(folder)).images)
            project.images.set_note("IMG2.JPG", "mine")
        rescan(project)
        assert [(one.name, one.missing) for one in project.images.records()][:2] == [("IMG2.JPG", False), (NAME, True)]


class TestWhatTheModelHasLookedAt:
    """A run takes days; what it found is not thrown away with a drive that was not there for a moment."""

    @pytest.fixture(autouse=True)
    def _asked(self, project: Project) -> None:
        for name in names(project):
            project.found.save(name, 1, "duck", Segmentation(0.5, ()))

    def test_it_stays_while_the_drive_of_all_pictures_is_away(self, project: Project, folder: Path) -> None:
        before = project.answers.answered()
        with away(folder):
            assert rescan(project)[1] == ["img2.jpg", "img10.jpg", "sub/a.png"]
        rescan(project)
        assert project.answers.answered() == before

    def test_it_stays_while_a_folder_among_others_is_empty(self, project: Project, folder: Path) -> None:
        (folder / "sub" / "a.png").unlink()
        rescan(project)
        assert [record.name for record in project.images.records() if record.missing] == ["sub/a.png"]

    def test_it_leaves_with_a_picture_that_is_deleted_from_among_others(self, project: Project, folder: Path) -> None:
        (folder / NAME).unlink()
        assert rescan(project) == ([], [NAME])
        assert names(project) == ["img10.jpg", "sub/a.png"]

    def test_it_leaves_with_a_folder_that_is_deleted(self, project: Project, folder: Path) -> None:
        shutil.rmtree(folder / "sub")
        rescan(project)
        assert names(project) == ["img2.jpg", "img10.jpg"]

    def test_what_was_kept_for_a_drive_leaves_once_it_is_known_to_be_deleted(
        self, project: Project, folder: Path
    ) -> None:
        (folder / "sub" / "a.png").unlink()
        rescan(project)
        (folder / "sub").rmdir()
        assert rescan(project) == ([], ["sub/a.png"])
        assert "sub/a.png" not in names(project)

    def test_the_disk_is_not_asked_while_the_project_is_being_written(
        self, project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        writing, lstat = [], Path.lstat

        def ask(path: Path) -> os.stat_result:
            if path == folder / NAME:
                writing.append(project._database._connection.in_transaction)
            return lstat(path)

        monkeypatch.setattr(Path, "lstat", ask)
        (folder / NAME).unlink()
        take_in_pictures(project)
        assert writing == [False]
        assert NAME not in names(project)

    def test_a_picture_that_a_person_works_on_while_the_disk_is_asked_stays(
        self, project: Project, folder: Path, labeled
    ) -> None:
        (folder / NAME).unlink()
        update = project.images.update()
        for batch in scan(folder):
            update.add(batch.images)
        deleted = update.in_doubt()
        project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)), ImageState.IN_WORK)
        assert update.finish(deleted) == [NAME]
        record = project.images.find(NAME)
        assert record is not None
        assert record.missing


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


def test_a_file_with_another_time_that_turns_out_to_have_another_size_in_pixels_is_another_one(
    project: Project, folder: Path
) -> None:
    project.images.set_size(NAME, 200, 100)
    project.found.save(NAME, 1, "key", Segmentation(0.5, ()))
    os.utime(folder / NAME, (1, 1))
    rescan(project)
    assert project.images.note_read(NAME, FileState.of(folder / NAME), 100, 200)
    assert project.found.found(NAME) == {}


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


def test_what_is_known_of_a_picture_is_read_back(project: Project) -> None:
    project.images.set_size(NAME, 4000, 3000)
    project.images.set_state([NAME, "sub/a.png"], ImageState.DONE)
    file = project.images.records()[0].file
    assert project.images.find(NAME) == ImageRecord(NAME, ImageState.DONE, file, 4000, 3000)
    project.images.set_failed(NAME, "It is gone.")
    assert project.images.find(NAME) == ImageRecord(NAME, ImageState.DONE, file, 4000, 3000, failure="It is gone.")


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


def test_a_picture_that_an_earlier_version_had_fail_over_its_objects_is_in_work_once_its_file_is_mended(
    project: Project, folder: Path, labeled
) -> None:
    project.labels.save(NAME, ImageDocument(), ImageDocument((labeled(),)), ImageState.FAILED)
    (folder / NAME).write_bytes(b"mended")
    rescan(project)
    record = project.images.find(NAME)
    assert record is not None
    assert record.state is ImageState.IN_WORK


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


@pytest.mark.parametrize("name", ["/etc/a.jpg", "../a.jpg", "a\\b.jpg", "C:a.jpg", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(project: Project, name: str) -> None:
    with pytest.raises(DatasetError, match="does not stay inside"):
        project.images.update().add([scanned("b.jpg"), scanned(name)])
    assert len(names(project)) == 3


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


def test_unknown_pictures_get_no_notes_and_no_tags(project: Project) -> None:
    with pytest.raises(DatasetError, match="not in the project"):
        project.images.set_note("none.jpg", "blurred")
    with pytest.raises(DatasetError, match="not in the project"):
        project.images.set_tags([NAME, "none.jpg"], ["night"])
    assert project.images.tags() == {}
