"""What a person asks for, in the words that it is noted in."""

from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, in_words

BOX = Box(0, 0, 5, 5)


def test_a_prompt_is_told_in_words() -> None:
    more, less = ExemplarBox(BOX), ExemplarBox(BOX, positive=False)
    assert in_words(["duck", "goose"]) == "duck, goose"
    assert in_words(["duck"], [more, less, less]) == "duck + 1 box − 2 boxes"
    assert in_words([], [more]) == "+ 1 box"
