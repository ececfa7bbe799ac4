"""`core.searches`: what is asked for a class."""

from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass, PromptBox
from sam3_studio.core.searches import search_for

DUCKS = LabelClass(1, "bird", (0, 0, 0), concepts=("duck", "mallard"))
BOX = PromptBox(1, Box(0, 0, 5, 5))
NOT_LIKE_THIS = PromptBox(1, Box(5, 5, 9, 9), positive=False)


def test_every_concept_is_asked_with_all_boxes_of_the_class() -> None:
    search = search_for(DUCKS, [BOX, NOT_LIKE_THIS, PromptBox(2, Box(1, 1, 2, 2))], "m")
    assert search is not None
    assert [question.prompt.text for question in search.keyed_prompts] == ["duck", "mallard"]
    assert all([box.positive for box in question.prompt.boxes] == [True, False] for question in search.keyed_prompts)
    assert search.words == "duck, mallard + 1 box − 1 box"


def test_boxes_alone_are_asked_where_a_class_has_no_concept() -> None:
    search = search_for(LabelClass(1, "thing", (0, 0, 0)), [BOX], "m")
    assert search is not None
    assert [question.prompt.text for question in search.keyed_prompts] == [None]


def test_a_concept_that_is_off_is_not_asked() -> None:
    search = search_for(DUCKS.with_concept("duck", enabled=False), [], "m")
    assert search is not None
    assert [question.prompt.text for question in search.keyed_prompts] == ["mallard"]
    assert search.words == "mallard"


def test_boxes_alone_are_asked_where_every_concept_is_off() -> None:
    silent = LabelClass(1, "bird", (0, 0, 0), concepts=("duck",), concepts_off=("duck",))
    search = search_for(silent, [BOX], "m")
    assert search is not None
    assert [question.prompt.text for question in search.keyed_prompts] == [None]
    assert search_for(silent, [], "m") is None


def test_nothing_is_asked_without_a_concept_and_a_positive_box() -> None:
    nameless = LabelClass(1, "thing", (0, 0, 0))
    switched_off = PromptBox(1, Box(0, 0, 5, 5), enabled=False)
    assert search_for(nameless, [NOT_LIKE_THIS, switched_off], "m") is None


def test_the_key_changes_with_the_words_the_boxes_and_the_model_and_with_nothing_else() -> None:
    keys = {
        search.key
        for search in (
            search_for(DUCKS, [BOX], "m"),
            search_for(DUCKS, [], "m"),
            search_for(DUCKS, [BOX], "other"),
            search_for(LabelClass(1, "bird", (0, 0, 0), concepts=("duck",)), [BOX], "m"),
        )
        if search
    }
    assert len(keys) == 4
    renamed = LabelClass(1, "water bird", (9, 9, 9), concepts=("duck", "mallard"), threshold=0.9)
    same = search_for(renamed, [PromptBox(1, BOX.box)], "m")
    assert same is not None
    assert same.key in keys


def test_a_box_read_from_a_project_asks_what_it_asked_when_it_was_drawn() -> None:
    again = PromptBox(1, Box(0.0, 0.0, 5.0, 5.0))
    assert search_for(DUCKS, [BOX], "m").key == search_for(DUCKS, [again], "m").key
