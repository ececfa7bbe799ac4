"""A run over a project in tiles asks another question, and keeps what looked closer."""

import pytest
from pass_tools import NAMES, refuse, run

from sam3_studio.core.searches import WHERE_NEEDED, plain_key, search_for
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.project.planning import Extent, Scope
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.project.runs.project_pass import ProjectPass


class TestTiles:
    """A run in tiles asks another question, and a closer answer answers the plain one."""

    NEEDED, ALL = Scope(tiles=TileUse.AUTO), Scope(tiles=TileUse.ALWAYS)

    @pytest.mark.parametrize(
        ("done", "left"),
        [(TileUse.NEVER, (0, 3, 3)), (TileUse.AUTO, (0, 0, 3)), (TileUse.ALWAYS, (0, 0, 0))],
    )
    def test_what_was_seen_less_closely_is_asked_again(
        self, project: Project, model, done: TileUse, left: tuple[int, int, int]
    ) -> None:
        work = run(project, model, 1, scope=Scope(tiles=done))
        asked = [work.inquiry({1}, Scope(tiles=use)).extent().asked for use in TileUse]
        assert asked == list(left)

    def test_the_answer_is_the_classs_in_the_window_too(self, project: Project, model) -> None:
        run(project, model, 1, scope=self.NEEDED)
        search = search_for(project.classes.list()[0], (), "01")
        assert project.found.found("1.png")[1].key == search.key + WHERE_NEEDED
        assert plain_key(search.key + WHERE_NEEDED) == search.key

    def test_a_changed_prompt_is_asked_again(self, project: Project, model) -> None:
        work = run(project, model, 1, scope=self.ALL)
        project.classes.change(project.classes.list()[0].with_concept("goose", enabled=False))
        assert work.inquiry({1}, self.ALL).extent().asked == 3

    def test_a_run_that_is_taken_up_looks_as_closely(self, project: Project, model) -> None:
        run(project, model, 1, scope=self.ALL, most=1)
        again = ProjectPass(project, "01")
        assert again.resume()
        assert again.next().tiles is TileUse.ALWAYS

    def test_where_tiles_fail_the_answer_of_one_look_stays(self, project: Project, model) -> None:
        run(project, model, 1)
        model.before_answer = refuse
        work = run(project, model, 1, scope=self.ALL)
        assert work.failures.keys() == set(NAMES)
        assert project.found.found("1.png")[1].candidates
        assert work.inquiry({1}, Scope()).extent() == Extent(0, 3)
        assert work.inquiry({1}, self.ALL).extent() == Extent(3, 0, failed=3)

    def test_they_are_worth_it_in_pictures_far_larger_than_the_models_input(self, project: Project) -> None:
        inquiry = ProjectPass(project, "01").inquiry({1}, self.NEEDED)
        assert inquiry.unmeasured() == tuple(NAMES)
        project.images.set_size("2.png", 400, 30)
        assert inquiry.unmeasured() == ("1.png", "3.png")
        assert inquiry.gains_by_tiles(100, 0)
        assert not inquiry.gains_by_tiles(101, 0)

    def test_they_are_worth_it_where_a_search_found_nearly_all_it_can(self, project: Project, model) -> None:
        work = run(project, model, 1)
        inquiry = work.inquiry({1}, self.NEEDED)
        assert inquiry.gains_by_tiles(100, 1)
        assert not inquiry.gains_by_tiles(100, 2)  # the second one is unsure

    def test_they_are_not_where_they_were_looked_at_before(self, project: Project, model) -> None:
        work = run(project, model, 1, scope=self.NEEDED)
        assert not work.inquiry({1}, self.NEEDED).gains_by_tiles(1, 1)
