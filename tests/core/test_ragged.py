"""`core.ragged`: groups of different sizes."""

import numpy as np

from sam3_studio.core.ragged import members


def test_members_are_numbered_anew_in_each_group_and_empty_groups_have_none() -> None:
    group, number = members(np.array([2, 0, 3, 1]))
    assert group.tolist() == [0, 0, 2, 2, 2, 3]
    assert number.tolist() == [0, 1, 0, 1, 2, 0]


def test_without_groups_there_are_no_members() -> None:
    group, number = members(np.zeros(0, dtype=np.int64))
    assert not len(group)
    assert not len(number)
