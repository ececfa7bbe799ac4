"""A folder that does not answer keeps nobody waiting."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sam3_studio.app.session import scanning
from sam3_studio.app.session.session import Session
from sam3_studio.app.threads.lingering import have_all_ended
from sam3_studio.dataset.project.scan import ScanBatch

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set once a scan waits for a disk; the disk answers after the test."""
    waiting, answer = threading.Event(), threading.Event()

    def scan(_: Path) -> Iterator[ScanBatch]:
        waiting.set()
        answer.wait()
        yield ScanBatch(())

    monkeypatch.setattr(scanning, "scan", scan)
    yield waiting
    answer.set()
    assert have_all_ended(20)


def test_a_project_on_a_disk_that_does_not_answer_can_be_closed(tmp_path: Path, stuck: threading.Event) -> None:
    session = Session(tmp_path)
    session.scan()
    assert stuck.wait(20)
    session.close()
    assert session.is_scanning
    assert not have_all_ended(0)


def test_a_project_whose_scan_still_waits_for_the_disk_can_be_opened_again(
    tmp_path: Path, stuck: threading.Event
) -> None:
    session = Session(tmp_path)
    session.scan()
    assert stuck.wait(20)
    session.close()
    again = Session(tmp_path)
    assert again.classes.listed == ()
    again.close()
