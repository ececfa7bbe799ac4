"""Whatever a run over a project comes upon, it leaves what a person has decided."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pass_tools import NAMES, refuse, run, square, state
from PIL import Image
from project_tools import rescan
from squares_model import SquaresModel

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import ImageState, LabeledObject, PromptBox, Source
from sam3_studio.core.rle import Rle
from sam3_studio.dataset.project.planning import Scope
from sam3_studio.dataset.project.project import Project

deeds = st.lists(
    st.tuples(
        st.sampled_from(["draw", "box", "reject", "state", "concept", "run", "fail", "replace"]),
        st.sampled_from(NAMES),
        st.integers(0, 5),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds, st.booleans())
def test_whatever_comes_before_and_between_runs_they_leave_what_a_person_did(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, str, int]], reviewed: bool
) -> None:
    folder = tmp_path_factory.mktemp("photos")
    for name in NAMES:
        Image.new("RGB", (40, 30), color=(int(name[0]), 0, 0)).save(folder / name)
    scope, decided = Scope(reviewed=reviewed), {ImageState.IN_WORK, ImageState.DONE, ImageState.SECOND_LOOK}
    with Project.open(folder) as project:
        project.classes.add("bird", concepts=("duck", "goose"))
        rescan(project)
        model = SquaresModel()
        for deed, name, number in [*done, ("run", NAMES[0], 0)]:
            before = project.labels.document(name)
            match deed:
                case "draw":
                    drawn = LabeledObject(1, square(2 + 6 * number, 2), Source.PERSON)
                    after = replace(before, objects=(*before.objects, drawn))
                    project.labels.save(name, before, after, ImageState.IN_WORK)
                case "box":
                    after = replace(before, boxes=(*before.boxes, PromptBox(1, Box(number, 2, number + 5, 9))))
                    project.labels.save(name, before, after)
                case "reject":
                    project.found.save_rejected(name, 1, [square(2 + 6 * number, 2)])
                case "state":
                    project.images.set_state([name], sorted(decided)[number % 3])
                case "concept":
                    project.classes.change(replace(project.classes.list()[0], concepts=(f"duck {number}",)))
                case "replace":
                    Image.new("RGB", (40, 30), color=(9, number, 99)).save(folder / name)
                    rescan(project)
                case _:
                    kept = {one: (project.labels.document(one), state(project, one)) for one in NAMES}
                    rejected = {one: _rejected(project, one) for one in NAMES}
                    model.before_answer = refuse if deed == "fail" else lambda: None
                    run(project, model, 1, scope=scope, most=number or 99)
                    for one, (document, decision) in kept.items():
                        assert project.labels.document(one) == document
                        assert _rejected(project, one) == rejected[one]
                        if decision in decided:
                            assert state(project, one) is decision


def _rejected(project: Project, name: str) -> tuple[Rle, ...]:
    found = project.found.found(name).get(1)
    return found.rejected if found else ()
