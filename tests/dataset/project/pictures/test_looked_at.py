"""What the model has found in pictures outlasts a drive that is away for a while."""

import os
import shutil
from pathlib import Path

import pytest
from project_tools import away, names, rescan

from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project import location
from sam3_studio.dataset.project.pictures.scan import scan
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.taking_in import take_in_pictures

NAME = "img2.jpg"


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project lies on another drive than its pictures, so that theirs can be away."""
    monkeypatch.setattr(location, "accepts_files", lambda _: False)


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
