"""Pictures whose files are replaced while a run goes over them."""

from pathlib import Path

import pytest
from labelers import PATIENCE
from PIL import Image
from runner import Runner

from sam3_studio.dataset.journal import FileState

pytestmark = pytest.mark.gui


def replaced(photos: Path, width: int) -> FileState:
    """The third picture is another one by now, so wide; the state of its file."""
    Image.new("RGB", (width, 30), (90, 120, 60)).save(photos / "3.png")
    return FileState.of(photos / "3.png")


def test_what_was_found_in_a_file_that_has_been_replaced_twice_since_the_run_began_does_not_count(
    runner: Runner, photos: Path
) -> None:
    """The model read the second of three files; that there is a third one is known before its answer is there."""
    replaced(photos, 50)
    asked, segment_all = [], runner.model.segment_all

    def note(picture, *args, **kwargs):
        asked.append(picture.width)
        if picture.width == 50:
            runner.model.gate.clear()
        return segment_all(picture, *args, **kwargs)

    runner.model.segment_all = note
    runner.begin()
    runner.until(lambda: 50 in asked)
    newest = replaced(photos, 60)
    with runner.qtbot.waitSignal(runner.session.scanned, timeout=PATIENCE):
        runner.session.scan()
    runner.model.gate.set()
    runner.over()
    record = runner.session.project.images.find("3.png")
    assert record is not None
    assert (record.file, record.width) == (newest, 60)
    (kept,) = runner.session.project.found.found("3.png").values()
    assert {one.mask.width for one in kept.candidates} == {60}
