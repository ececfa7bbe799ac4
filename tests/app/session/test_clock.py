"""How long a person is at work on each picture, told from touches."""

import pytest

from sam3_studio.app.session.clock import Clock


def test_the_time_between_touches_adds_up_for_each_picture() -> None:
    clock = Clock()
    for now, name in ((10.0, "a"), (12.0, "a"), (15.0, "b"), (16.0, "a")):
        clock.touch(now, name)
    assert clock.take() == {"a": 3.0, "b": 3.0}
    assert clock.take() == {}


def test_a_long_gap_counts_for_nothing() -> None:
    clock = Clock(longest_gap=60)
    for now in (0.0, 60.0, 120.5, 121.0):
        clock.touch(now, "a")
    assert clock.take() == {"a": 60.5}


def test_time_with_many_pictures_is_divided_among_those_that_were_decided_about() -> None:
    clock = Clock()
    clock.touch(0.0, "a")
    clock.touch(1.0, "")
    clock.touch(4.0, "")
    assert clock.take() == {}
    clock.divide(["b", "c"])
    assert clock.take() == pytest.approx({"b": 2.0, "c": 2.0})
    clock.divide(["b"])
    assert clock.take() == {}


def test_time_goes_on_where_it_was_taken() -> None:
    clock = Clock()
    clock.touch(0.0, "a")
    clock.touch(1.0, "a")
    clock.take()
    clock.touch(3.0, "a")
    assert clock.take() == {"a": 2.0}
