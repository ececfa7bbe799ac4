"""A dataset's manifest: what this program wrote it may replace, whatever happened in between; all else stays."""

import gc
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from limits import most_memory

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.export import export_dataset
from sam3_studio.dataset.files import synced_at_once
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.formats.yolo import write_yolo
from sam3_studio.dataset.manifest import MANIFEST


def image(name: str = "a.png", side: int = 2) -> AnnotatedImage:
    mask = Rle.from_crop(np.ones((side, side), dtype=bool), 0, 0, 10, 10)
    return AnnotatedImage(name, 10, 10, (Annotation("cat", mask),))


def corners(side: int) -> str:
    share = f"0.{side}00000"
    return f"0 0.000000 0.000000 {share} 0.000000 {share} {share} 0.000000 {share}\n"


@pytest.fixture(scope="module", params=["copy", "hardlink", "symlink"])
def places(request, tmp_path_factory):
    """What is there after a run was killed before each of its changes in turn, and another run came."""
    folder = tmp_path_factory.mktemp("killed")
    subprocess.run([sys.executable, Path(__file__).with_name("killed_runs.py"), folder, request.param], check=True)
    places = sorted(folder.iterdir(), key=lambda place: int(place.name))
    assert len(places) > 15
    return places


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
class TestKilledRuns:
    def test_the_next_run_succeeds(self, places):
        assert {place.name: (place / "error.txt").read_text() for place in places} == {
            place.name: "" for place in places
        }

    @pytest.mark.parametrize("name", ["a.png", "c.png", "d.png", "e.png"])
    def test_pictures_follow_their_sources(self, places, name):
        for place in places:
            assert (place / "out" / "images" / "train" / name).read_text() == (place / "in" / name).read_text()

    @pytest.mark.parametrize("name", ["a.txt", "c.txt"])
    def test_labels_are_the_newest(self, places, name):
        for place in places:
            assert (place / "out" / "labels" / "train" / name).read_text() == corners(3)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("labels/train/d.txt", "0 edited by hand"),
            ("labels/train/e.txt", "0 made by hand"),
            ("labels/train/f.txt", "0 not listed"),
            ("images/train/f.png", "f, by hand"),
        ],
    )
    def test_what_a_person_made_stays(self, places, name, content):
        for place in places:
            assert (place / "out" / name).read_text() == content

    def test_no_picture_is_lost(self, places):
        for place in places:
            kept = {path.read_text() for path in (place / "out").glob("replaced/a*") if path.is_file()}
            assert "a, first" in kept or (place / "out" / "images" / "train" / "a.png").is_symlink()

    def test_nothing_else_is_left_behind(self, places):
        for place in places:
            out = place / "out"
            files = [path.relative_to(out) for path in out.rglob("*") if not path.is_dir()]
            assert sorted(path.as_posix() for path in files if path.parts[0] != "replaced") == [
                MANIFEST,
                "classes.txt",
                "data.yaml",
                *(f"images/train/{name}.png" for name in "acdef"),
                *(f"labels/train/{name}.txt" for name in "acdef"),
            ]

    def test_new_classes_are_listed(self, places):
        for place in places:
            assert (place / "out" / "data.yaml").read_text().endswith('  0: "cat"\n  1: "dog"\n  2: "cow"\n')


class TestManifestFile:
    def test_a_line_that_was_cut_off_counts_as_nothing(self, tmp_path):
        write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        whole = (tmp_path / MANIFEST).read_bytes()
        (tmp_path / MANIFEST).write_bytes(whole + b'{"files": {"labels/tr')
        write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        assert (tmp_path / MANIFEST).read_bytes() == whole

    @pytest.mark.parametrize("length", [0, 10])
    def test_a_header_that_was_cut_off_starts_over(self, tmp_path, length):
        (tmp_path / MANIFEST).write_bytes(b'{"kind": "sam3-studio files 1"}\n'[:length])
        write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        write_yolo([image(side=3)], ["cat"], tmp_path, pictures="leave")
        assert (tmp_path / "labels" / "train" / "a.txt").read_text() == corners(3)

    @pytest.mark.parametrize("content", [b"[]\n", b"my own notes", b'{"kind": "sam3-studio files 1"}\n[]\n'])
    def test_another_file_is_refused_and_stays(self, tmp_path, content):
        (tmp_path / MANIFEST).write_bytes(content)
        with pytest.raises(DatasetError, match=r"\.sam3-studio\.jsonl cannot be read"):
            write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        assert (tmp_path / MANIFEST).read_bytes() == content

    def test_a_file_outside_the_dataset_is_not_taken_for_ours(self, tmp_path):
        write_yolo([image()], ["cat"], tmp_path / "out", pictures="leave")
        (tmp_path / "mine.txt").write_text("mine")
        manifest = tmp_path / "out" / MANIFEST
        manifest.write_text(manifest.read_text().replace("labels/train/a.txt", "../mine.txt"))
        with pytest.raises(DatasetError, match="does not stay inside"):
            write_yolo([], ["cat"], tmp_path / "out", pictures="leave")
        assert (tmp_path / "mine.txt").exists()

    def test_a_dataset_that_was_moved_is_still_known(self, tmp_path):
        (tmp_path / "in").mkdir()
        for name in ("a.png", "b.png"):
            (tmp_path / "in" / name).write_text("first")
        write_yolo([image(), image("b.png")], ["cat"], tmp_path / "out", image_root=tmp_path / "in")
        shutil.copytree(tmp_path / "out", tmp_path / "moved", copy_function=shutil.copyfile)  # without their times
        (tmp_path / "in" / "a.png").write_text("second")
        report = write_yolo([image(side=3)], ["cat"], tmp_path / "moved", image_root=tmp_path / "in")
        assert (tmp_path / "moved" / "images" / "train" / "a.png").read_text() == "second"
        assert not (tmp_path / "moved" / "labels" / "train" / "b.txt").exists()
        assert [note.partition(" in the source folder")[0] for note in report.notes] == ["Changed"]


def test_memory_does_not_grow_with_the_pictures(tmp_path: Path) -> None:
    peaks = []
    for count in (50, 500):
        images = (image(f"folder of pictures/{number}.png") for number in range(count))
        gc.collect()  # or it depends on the tests before this one when garbage is collected in between
        with most_memory() as peak, synced_at_once():
            write_yolo(images, ["cat"], tmp_path / str(count), pictures="leave", task="detect")
        peaks += peak
    # Python itself keeps up to 2,000 tuples of each length to use them again.
    assert peaks[1] - peaks[0] < 450 * 450


class TestEditedLabels:
    MINE = "0 0.5 0.5 0.1 0.1 0.2 0.2\n"

    @pytest.fixture
    def out(self, tmp_path):
        """A dataset of two pictures, one label edited."""
        for name in ("a.png", "b.png"):
            (tmp_path / "in").mkdir(exist_ok=True)
            (tmp_path / "in" / name).write_text("first")
        out = tmp_path / "out"
        self.write(out, 2)
        self.label(out).write_text(self.MINE)
        return out

    def write(self, out, side):
        images = [image("a.png", side), image("b.png", side)]
        return export_dataset(images, ["cat"], out, ExportFormat.YOLO_SEG, image_root=out.parent / "in")

    def label(self, out):
        return out / "labels" / "train" / "a.txt"

    def test_they_stay_and_are_noted(self, out):
        report = self.write(out, 3)
        assert self.label(out).read_text() == self.MINE
        assert report.edited == ("a.png",)
        (note,) = report.notes
        assert note.startswith("Edited since, so left as they are with their pictures: labels/train/a.txt. Delete")

    def test_they_stay_however_often_one_exports(self, out):
        self.write(out, 3)
        self.write(out, 4)
        assert self.label(out).read_text() == self.MINE

    def test_the_other_labels_are_written_and_counted(self, out):
        report = self.write(out, 3)
        assert (out / "labels" / "train" / "b.txt").read_text() == corners(3)
        assert (report.images, report.objects) == (1, 1)

    def test_their_pictures_stay_as_they_were_labeled(self, out):
        for name in ("a.png", "b.png"):
            (out.parent / "in" / name).write_text("second")
        self.write(out, 3)
        placed = out / "images" / "train"
        assert [(placed / name).read_text() for name in ("a.png", "b.png")] == ["first", "second"]

    def test_a_deleted_one_is_written_anew(self, out):
        self.label(out).unlink()
        assert self.write(out, 3).edited == ()
        assert self.label(out).read_text() == corners(3)

    def test_one_that_is_as_it_would_be_written_is_none(self, out):
        self.label(out).write_text(corners(3))
        assert self.write(out, 3).edited == ()
        assert self.write(out, 4).edited == ()

    def test_many_are_counted_rather_than_listed(self, tmp_path):
        images = [image(f"{number:02}.png") for number in range(14)]
        write_yolo(images, ["cat"], tmp_path, pictures="leave")
        for label in (tmp_path / "labels" / "train").iterdir():
            label.write_text(self.MINE)
        note = write_yolo(images, ["cat"], tmp_path, pictures="leave").notes[0]
        assert "labels/train/09.txt and 4 more. Delete" in note


class TestEditedIndex:
    def test_a_split_that_a_person_made_stays(self, tmp_path):
        write_yolo([], ["cat"], tmp_path, pictures="leave")
        index = tmp_path / "data.yaml"
        index.write_text(index.read_text().replace("val: images/train", "val: images/val"))
        mine = index.read_text()
        report = write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        assert index.read_text() == mine
        assert report.notes[0] == "data.yaml was edited since and stays as it is."

    def test_classes_that_an_edited_one_lacks_are_told(self, tmp_path):
        write_yolo([], ["cat"], tmp_path, pictures="leave")
        with (tmp_path / "data.yaml").open("a") as index:
            index.write("# mine\n")
        report = write_yolo([], ["cat", "dog"], tmp_path, pictures="leave")
        assert report.notes[0] == "data.yaml was edited since and stays as it is; add 1: dog to it."

    def test_a_deleted_one_is_written_anew(self, tmp_path):
        write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        (tmp_path / "data.yaml").unlink()
        write_yolo([image()], ["cat"], tmp_path, pictures="leave")
        assert (tmp_path / "data.yaml").exists()
