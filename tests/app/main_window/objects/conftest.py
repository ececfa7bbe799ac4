"""What tests of objects have in hand."""

import pytest
from two_objects import add_two
from window_bench import Bench


@pytest.fixture
def two(open_bench: Bench) -> Bench:
    """Objects a and b of `add_two`, both selected."""
    add_two(open_bench)
    return open_bench


@pytest.fixture
def three(keys: Bench) -> Bench:
    """Three ducks, accepted; there is a class "frog" as well."""
    keys.actions["accept_all"].trigger()
    keys.session.classes.add(keys.session.classes.blank("frog"))
    keys.session.classes.choose(1)
    return keys
