"""Pictures whose files get other names while a run goes over them."""

import threading
from pathlib import Path
from typing import Any

import pytest
from labelers import PATIENCE
from runner import Runner, found_in

from sam3_studio.dataset.project.planning import Everything, Scope

pytestmark = pytest.mark.gui


def shift(runner: Runner, photos: Path) -> None:
    """The last two pictures get the next names, and the project notices."""
    for number in (6, 5):
        (photos / f"{number}.png").rename(photos / f"{number + 1}.png")
    with runner.qtbot.waitSignal(runner.session.scanned, timeout=PATIENCE):
        runner.session.scan()


def test_a_picture_that_has_another_name_before_its_turn_is_searched_all_the_same(runner: Runner, photos: Path) -> None:
    runner.model.gate.clear()
    runner.begin()
    runner.until(runner.strip.isVisible)
    (photos / "6.png").rename(photos / "7.png")
    with runner.qtbot.waitSignal(runner.session.scanned, timeout=PATIENCE):
        runner.session.scan()
    runner.model.gate.set()
    runner.over()
    assert found_in(runner, "7.png")


def test_a_run_over_some_pictures_goes_on_with_these_under_their_other_names() -> None:
    scope = Scope(("1.png", "2.png", "3.png"))
    assert scope.renamed({"1.png": "2.png", "2.png": "1.png"}).names == ("2.png", "1.png", "3.png")
    assert Scope().renamed({"1.png": "2.png"}) == Scope()


def test_pictures_that_have_other_names_before_their_turn_are_prepared_all_the_same(
    runner: Runner, photos: Path
) -> None:
    runner.model.gate.clear()
    runner.window.commands["encode_folder"].trigger()
    runner.until(runner.strip.isVisible)
    shift(runner, photos)
    runner.model.gate.set()
    runner.until(lambda: "are prepared" in runner.strip.text)
    assert runner.strip.text == "Prepare pictures: 6 pictures are prepared"
    assert len(set(runner.model.on_disk)) == 6


def test_pictures_that_have_other_names_while_all_names_are_read_are_prepared_all_the_same(
    runner: Runner, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_read, goes_on = threading.Event(), threading.Event()
    names = Everything.names

    def slow(*wanted: Any) -> tuple[str, ...]:
        read = names(*wanted)
        has_read.set()
        goes_on.wait(PATIENCE / 1000)
        return read

    monkeypatch.setattr(Everything, "names", slow)
    runner.window.commands["encode_folder"].trigger()
    assert has_read.wait(PATIENCE / 1000)
    shift(runner, photos)
    goes_on.set()
    runner.until(lambda: "are prepared" in runner.strip.text)
    assert runner.strip.text == "Prepare pictures: 6 pictures are prepared"
    assert len(set(runner.model.on_disk)) == 6
