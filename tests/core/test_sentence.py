"""What went wrong, as a string that can be told in other languages."""

import pickle

from sam3_studio.core.errors import DatasetError, ModelError
from sam3_studio.core.sentence import Sentence


def test_it_reads_as_its_pattern_filled_in() -> None:
    assert Sentence("{path} has {count:,} pixels", path="a.jpg", count=12345) == "a.jpg has 12,345 pixels"


def test_without_values_braces_are_text() -> None:
    assert Sentence("a {name} of your own") == "a {name} of your own"


def test_an_error_tells_its_pattern_and_values() -> None:
    told = str(ModelError("{path} is empty", path="a.pt"))
    assert isinstance(told, Sentence)
    assert (told.pattern, told.values) == ("{path} is empty", {"path": "a.pt"})


def test_an_error_that_passes_a_sentence_on_keeps_it() -> None:
    first = ModelError("{path} is empty", path="a.pt")
    assert str(DatasetError(str(first))) is str(first)


def test_an_error_survives_the_way_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(ModelError("{path} is empty", path="a.pt")))  # noqa: S301  # our own
    assert str(error) == "a.pt is empty"
    assert str(error).pattern == "{path} is empty"
