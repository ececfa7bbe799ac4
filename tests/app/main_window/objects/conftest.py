"""What tests of objects have in hand."""

import pytest
from two_objects import add_two
from window_bench import Bench


@pytest.fixture
def two(open_bench: Bench) -> Bench:
    """Objects a and b of `add_two`, both selected."""
    add_two(open_bench)
    return open_bench
