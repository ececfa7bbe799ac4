"""What went wrong, as a string that can be told in other languages."""

import pickle

from sam3_studio.core.errors import DatasetError, ModelError
from sam3_studio.core.sentence import GIGABYTE, Sentence, readable, readable_room


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


def test_room_for_prepared_pictures_is_told_by_the_gigabyte_that_settings_give_it_in() -> None:
    assert readable_room(20 * GIGABYTE) == "20.0 GB"
    assert readable_room(3 << 20) == "3 MB"
    assert readable_room(5 << 10) == "5 kB"


def test_what_is_fetched_is_told_as_those_tell_it_who_offer_it() -> None:
    assert readable(3_439_689_440) == "3.4 GB"
