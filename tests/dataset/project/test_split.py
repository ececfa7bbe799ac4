"""Splits: by chance, the same every time, in the shares asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam3_studio.dataset.project.split import Shares, split

NAMES = [f"photos/{i}.jpg" for i in range(1000)]


def test_parts_have_their_shares() -> None:
    parts = split(NAMES, Shares(0.7, 0.2, 0.1), seed=1)
    assert {part: len(names) for part, names in parts.items()} == {"train": 700, "val": 200, "test": 100}
    assert {part: len(names) for part, names in split(NAMES, Shares(8, 2, 0), 1).items()} == {
        "train": 800,
        "val": 200,
        "test": 0,
    }


@given(st.lists(st.text(max_size=5), unique=True), st.tuples(*[st.integers(0, 5)] * 3).filter(any), st.integers())
def test_every_picture_is_in_one_part(names: list[str], weights: tuple[int, int, int], seed: int) -> None:
    parts = split(names, Shares(*weights), seed)
    assert sorted(name for part in parts.values() for name in part) == sorted(names)
    assert all(parts[part] == () for part, weight in zip(parts, weights, strict=True) if not weight)


def test_the_same_seed_gives_the_same_split_whatever_the_order() -> None:
    forwards, backwards = (split(names, Shares(), 3) for names in (NAMES, NAMES[::-1]))
    assert {part: sorted(names) for part, names in forwards.items()} == {
        part: sorted(names) for part, names in backwards.items()
    }
    assert forwards["test"] != split(NAMES, Shares(), 4)["test"]
    assert list(forwards["val"]) == [name for name in NAMES if name in set(forwards["val"])]


def test_pictures_that_come_later_hardly_move_the_others() -> None:
    before, after = split(NAMES[:900], Shares(), 0), split(NAMES, Shares(), 0)
    part = {name: label for label, names in after.items() for name in names}
    moved = [name for label, names in before.items() for name in names if part[name] != label]
    assert len(moved) < 40


@pytest.mark.parametrize("weights", [(0, 0, 0), (1, -1, 1)])
def test_shares_that_make_no_sense_are_refused(weights: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="shares must not be negative"):
        Shares(*weights)
