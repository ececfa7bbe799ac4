"""A pass over pictures does what is missing, keeps what it has done, and stops at no bad picture."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.errors import CancelledError, DatasetError, ModelError, PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.rle import Rle
from sam3_studio.core.segmenter import Picture, Segmentation
from sam3_studio.dataset.annotation_pass import AnnotationPass, Step, open_journal
from sam3_studio.dataset.images import find_images
from sam3_studio.dataset.overlay_folder import OverlayFolder

pytestmark = pytest.mark.slow

CAT = {"cat": Prompt("cat")}


class TwoSquares:
    """Finds a sure and an unsure square wherever it looks."""

    description = "two squares"

    def __init__(self) -> None:
        self.before_answer = lambda: None
        self.asked: list[str | None] = []

    def encode(self, picture: Picture, *, cancel: threading.Event | None = None) -> None:
        """Nothing to prepare."""

    def segment(self, picture: Picture, prompt: Prompt, *, cancel: threading.Event | None = None) -> Segmentation:
        self.asked.append(prompt.text)
        self.before_answer()
        if cancel is not None and cancel.is_set():
            raise CancelledError("Stopped.")
        mask = Rle.from_crop(np.ones((4, 4), dtype=bool), 2, 2, picture.height, picture.width)
        return Segmentation(1.0, tuple(Candidate(Box(2, 2, 6, 6), score, mask) for score in (0.9, 0.3)))

    def prepare(self, picture: Picture) -> None:
        """Nothing to prepare."""

    def segment_all(self, picture, prompts, *, floors=(), cancel=None):  # noqa: ARG002
        return tuple(self.segment(picture, prompt, cancel=cancel) for prompt in prompts)


@pytest.fixture
def segmenter() -> TwoSquares:
    return TwoSquares()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pictures."""
    (tmp_path / "in").mkdir()
    for name in ("a.png", "b.png", "c.png"):
        save(tmp_path / "in" / name)
    return tmp_path


def save(path: Path, width: int = 20) -> None:
    Image.new("RGB", (width, 10)).save(path)


def work_in(folder: Path, prompts: dict[str, Prompt] = CAT, threshold: float = 0.5) -> AnnotationPass:
    images = find_images([folder / "in"])
    journal = open_journal(folder / "out", images, prompts, model="0123", resolution=None)
    return AnnotationPass(
        images, prompts, threshold, journal, OverlayFolder(folder / "drawn", images, tuple(prompts), threshold)
    )


def run(work: AnnotationPass, segmenter: TwoSquares, cancel: threading.Event | None = None) -> list[Step]:
    steps: list[Step] = []
    work.run(segmenter, work.missing(), progress=steps.append, cancel=cancel)
    return steps


class TestWhatIsFound:
    def test_objects_above_the_threshold_are_labeled(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        assert [[a.score for a in image.annotations] for image in work.labeled()] == [[0.9]] * 3

    def test_the_journal_keeps_every_candidate(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        assert [len(image.annotations) for image in work.journal.images()] == [2, 2, 2]

    def test_every_prompt_is_asked_for_and_names_its_objects(self, folder, segmenter):
        work = work_in(folder, {"cat": Prompt("tabby"), "dog": Prompt("poodle")})
        run(work, segmenter)
        assert segmenter.asked == ["tabby", "poodle"] * 3
        assert [a.label for a in next(iter(work.labeled())).annotations] == ["cat", "dog"]

    def test_labels_can_be_read_again(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        labeled = work.labeled()
        assert list(labeled) == list(labeled)

    def test_pictures_of_an_earlier_pass_stay(self, folder, segmenter):
        run(work_in(folder), segmenter)
        (folder / "in" / "d.png").write_bytes((folder / "in" / "a.png").read_bytes())
        later = work_in(folder)
        later.run(segmenter, ["d.png"])
        assert [image.path for image in later.labeled()] == ["a.png", "b.png", "c.png", "d.png"]

    def test_a_picture_that_changed_since_has_no_label(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        save(folder / "in" / "b.png", width=300)
        assert [image.path for image in work.labeled()] == ["a.png", "c.png"]

    def test_overlays_are_drawn_along_the_way(self, folder, segmenter):
        run(work_in(folder), segmenter)
        assert sorted(path.name for path in (folder / "drawn").iterdir()) == ["a.png.png", "b.png.png", "c.png.png"]


class TestWhatIsMissing:
    def test_at_first_it_is_everything_in_order(self, folder):
        assert work_in(folder).missing() == ["a.png", "b.png", "c.png"]

    def test_afterwards_it_is_nothing(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        assert work.missing() == []

    def test_a_picture_that_changed_is_missing_again(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        save(folder / "in" / "b.png", width=300)
        assert work.missing() == ["b.png"]

    def test_a_picture_that_has_gone_is_missing(self, folder, segmenter):
        work = work_in(folder)
        run(work, segmenter)
        (folder / "in" / "b.png").unlink()
        assert work.missing() == ["b.png"]


class TestProgress:
    def test_each_step_counts_what_is_done(self, folder, segmenter):
        assert run(work_in(folder), segmenter) == [
            Step("a.png", None, done=1, total=3, objects=1, failed=0),
            Step("b.png", None, done=2, total=3, objects=2, failed=0),
            Step("c.png", None, done=3, total=3, objects=3, failed=0),
        ]

    def test_nobody_need_listen(self, folder, segmenter):
        work = work_in(folder)
        work.run(segmenter, work.missing())
        assert len(work.journal) == 3


class TestFailures:
    @pytest.mark.parametrize("content", [b"", b"no picture"])
    def test_a_bad_picture_stops_nothing_and_is_told(self, folder, segmenter, content):
        (folder / "in" / "b.png").write_bytes(content)
        work = work_in(folder)
        steps = run(work, segmenter)
        assert [step.name for step in steps if step.failure] == ["b.png"]
        assert (steps[-1].done, steps[-1].failed) == (3, 1)
        assert work.journal.names == ["a.png", "c.png"]

    def test_a_picture_that_went_in_the_meantime_stops_nothing_and_is_told(self, folder, segmenter):
        work = work_in(folder)
        (folder / "in" / "b.png").unlink()
        steps = run(work, segmenter)
        assert "b.png cannot be read (No such file" in steps[1].failure
        assert len(work.journal) == 2

    def test_a_prompt_that_does_not_fit_a_picture_stops_nothing(self, folder, segmenter):
        answers = iter([None, PromptError("The box lies outside."), None])

        def refuse_the_second():
            if error := next(answers):
                raise error

        segmenter.before_answer = refuse_the_second
        assert [step.failure for step in run(work_in(folder), segmenter)] == [None, "The box lies outside.", None]

    def test_a_device_that_fails_ends_the_pass(self, folder, segmenter):
        def fail():
            raise ModelError("The device failed.")

        segmenter.before_answer = fail
        with pytest.raises(ModelError, match="The device failed"):
            run(work_in(folder), segmenter)

    def test_an_overlay_that_cannot_be_written_stops_nothing_and_is_told_later(self, folder, segmenter):
        (folder / "drawn" / "b.png.png").mkdir(parents=True)
        work = work_in(folder)
        assert [step.failure for step in run(work, segmenter)] == [None, None, None]
        failures = work.overlays.draw_missing(work.labeled())
        assert list(failures) == ["b.png"]
        assert "cannot be written" in failures["b.png"]


class TestCancelling:
    def test_a_cancelled_pass_begins_no_other_picture(self, folder, segmenter):
        cancel = threading.Event()
        work = work_in(folder)
        with pytest.raises(CancelledError):
            work.run(segmenter, work.missing(), progress=lambda _: cancel.set(), cancel=cancel)
        assert work.journal.names == ["a.png"]
        assert len(segmenter.asked) == 1

    def test_the_segmenter_hears_of_it_within_a_picture(self, folder, segmenter):
        cancel = threading.Event()
        segmenter.before_answer = cancel.set
        work = work_in(folder)
        with pytest.raises(CancelledError):
            run(work, segmenter, cancel)
        assert len(work.journal) == 0

    def test_the_next_pass_goes_on_where_it_stopped(self, folder, segmenter):
        cancel = threading.Event()
        work = work_in(folder)
        with pytest.raises(CancelledError):
            work.run(segmenter, work.missing(), progress=lambda _: cancel.set(), cancel=cancel)
        work.journal.close()
        assert [step.name for step in run(work_in(folder), segmenter)] == ["b.png", "c.png"]


class TestOpenJournal:
    BOX = ExemplarBox(Box(1, 1, 5, 5))

    @pytest.mark.parametrize(
        ("prompts", "changed"),
        [
            ({"dog": Prompt("dog")}, "concept"),
            ({"cat": Prompt("tabby")}, "wording"),
            ({"cat": Prompt(None, (BOX,))}, "box, wording"),
            ({"cat": Prompt("cat", (ExemplarBox(Box(1, 1, 5, 5), positive=False),))}, "box"),
        ],
    )
    def test_results_of_another_prompt_are_refused(self, folder, segmenter, prompts, changed):
        run(work_in(folder), segmenter)
        with pytest.raises(DatasetError, match=f"made with another {changed}; choose"):
            work_in(folder, prompts)

    def test_boxes_belong_to_their_concept(self, folder, segmenter):
        run(work_in(folder, {"cat": Prompt("cat", (self.BOX,)), "dog": Prompt("dog")}), segmenter)
        with pytest.raises(DatasetError, match="made with another box"):
            work_in(folder, {"cat": Prompt("cat"), "dog": Prompt("dog", (self.BOX,))})

    def test_another_threshold_needs_no_other_journal(self, folder, segmenter):
        run(work_in(folder), segmenter)
        assert [len(image.annotations) for image in work_in(folder, threshold=0.2).labeled()] == [2, 2, 2]
