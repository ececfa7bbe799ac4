"""Runs that look at large pictures in tiles."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from runner import NAMES, Runner

from sam3_studio.app.dialogs.run_all import RunAllDialog
from sam3_studio.core.labeling import ImageState
from sam3_studio.core.searches import WHERE_NEEDED, search_for
from sam3_studio.core.tiled import TileUse
from sam3_studio.core.tiling import tiles

pytestmark = pytest.mark.gui

LEFT = Qt.MouseButton.LeftButton


class TestTiles:
    """The model's input has 14 pixels a side; one picture is more than four times as wide."""

    @pytest.fixture
    def photos(self, photos: Path) -> Path:
        Image.new("RGB", (80, 30), (90, 120, 60)).save(photos / "3.png")
        return photos

    def tick(self, runner: Runner, dialog: RunAllDialog) -> None:
        """Once it is offered; its text is shorter than it is wide."""
        runner.until(dialog.tiles.isVisible)
        runner.qtbot.mouseClick(dialog.tiles, LEFT, pos=QPoint(8, dialog.tiles.height() // 2))
        assert dialog.tiles.isChecked()

    def begin_in_tiles(self, runner: Runner) -> None:
        dialog = runner.dialog()
        self.tick(runner, dialog)
        runner.reads(dialog, "6 pictures will be searched.")
        runner.accept(dialog)

    def test_they_are_offered_where_a_picture_is_far_larger_than_the_models_input(self, runner: Runner) -> None:
        dialog = runner.dialog()
        runner.until(dialog.tiles.isVisible)
        assert not dialog.tiles.isChecked()
        assert dialog.scope.tiles is TileUse.NEVER
        dialog.reject()

    def test_they_are_not_where_the_large_picture_is_done(self, runner: Runner) -> None:
        runner.session.project.images.set_state(["3.png"], ImageState.DONE)
        dialog = runner.dialog()
        with runner.hears(dialog._gaining.done):
            runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        self.tick(runner, dialog)
        with runner.hears(dialog._gaining.done):
            runner.qtbot.mouseClick(dialog.unreviewed, LEFT)
        assert not dialog.tiles.isVisible()
        assert dialog.scope.tiles is TileUse.NEVER
        dialog.reject()

    def test_large_pictures_are_looked_at_in_tiles_and_the_others_once(self, runner: Runner) -> None:
        runner.model.prompts.clear()
        self.begin_in_tiles(runner)
        runner.over()
        assert len(runner.model.prompts) == 6 + len(tiles(80, 30, 14))
        search = search_for(runner.session.classes.listed[0], (), runner.window.controller.model.fingerprint)
        keys = {runner.session.project.found.found(name)[1].key for name in NAMES}
        assert keys == {search.key + WHERE_NEEDED}

    def test_a_run_without_them_has_nothing_left_to_ask(self, runner: Runner) -> None:
        self.begin_in_tiles(runner)
        runner.over()
        dialog = runner.finds_all_searched()
        assert not dialog.tiles.isVisible()
        dialog.reject()

    def test_who_opens_the_picture_sees_what_tiles_found_and_is_asked_for_no_more(self, runner: Runner) -> None:
        self.begin_in_tiles(runner)
        runner.over()
        runner.model.prompts.clear()
        runner.window.travel.go_to("3.png")
        runner.rest()
        kept = runner.session.project.found.found("3.png")[1]
        assert len(runner.offered) == sum(one.score > 0.5 for one in kept.candidates) > 1
        assert runner.model.prompts == []

    def test_the_strip_tells_how_many_tiles_of_a_picture_were_looked_at_and_goes_on_there_after_a_pause(
        self, runner: Runner
    ) -> None:
        prompts, total = runner.model.prompts, len(tiles(80, 30, 14))
        prompts.clear()
        runner.model.hold_at(11)
        self.begin_in_tiles(runner)
        runner.until(lambda: len(prompts) == 11)
        # Two pictures before it, itself as a whole, and seven of its tiles.
        runner.until(lambda: f"2 of 6 · tile 8 of {total} · " in runner.strip.text)
        assert (runner.strip.bar.value(), runner.strip.bar.maximum()) == (2 * total + 7, 6 * total)
        runner.qtbot.mouseClick(runner.strip.pause, LEFT)
        assert f"2 of 6 · tile 8 of {total} · paused" in runner.strip.text
        runner.model.gate.set()
        with runner.hears(runner.window.controller.tiles_looked) as told:
            runner.qtbot.mouseClick(runner.strip.resume, LEFT)
        assert told.args == [7, total]
        runner.over()
        assert "tile" not in runner.strip.text

    def test_a_picture_that_gives_way_to_a_person_goes_on_with_the_tile_it_was_at(self, runner: Runner) -> None:
        prompts = runner.model.prompts
        prompts.clear()
        runner.model.hold_at(11)
        self.begin_in_tiles(runner)
        runner.until(lambda: len(prompts) == 11)
        with runner.hears(runner.window.controller.prompted):
            runner.person.search("frog")
            runner.until(lambda: "frog" in runner.model.asked)
            runner.model.gate.set()
        runner.over()
        # Everything once, but for the tile that was given up half-way.
        assert runner.model.asked[11] == "frog"
        assert runner.model.asked.count("duck") == 6 + len(tiles(80, 30, 14)) + 1
