"""Pictures whose files get other names while a run goes over them."""

from pathlib import Path

import pytest
from labelers import PATIENCE
from runner import Runner, found_in

from sam3_studio.dataset.project.planning import Scope

pytestmark = pytest.mark.gui


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
