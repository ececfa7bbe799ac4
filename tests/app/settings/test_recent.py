"""`app.settings.recent`: what was open before."""

import pytest

from sam3_studio.app.settings.recent import MOST_RECENT, Recent, recents, with_recent, without


def test_the_newest_comes_first_and_none_twice() -> None:
    a, b, c = map(Recent, "abc")
    newer = Recent("b", 12.5, 1, 3)
    assert with_recent(newer, (a, b, c)) == (newer, a, c)
    assert len(with_recent(newer, tuple(Recent(str(number)) for number in range(20)))) == MOST_RECENT


def test_one_can_be_forgotten() -> None:
    a, b = map(Recent, "ab")
    assert without("a", (a, b)) == (b,)


def test_what_a_file_holds_is_read_and_paths_alone_will_do() -> None:
    assert recents([["/a", 12, 1, 3], "/b"]) == (Recent("/a", 12.0, 1, 3), Recent("/b"))


@pytest.mark.parametrize("value", ["/a", [["/a", "yesterday", 1, 3]], [["/a"]], [7], None])
def test_anything_else_makes_no_sense(value: object) -> None:
    with pytest.raises(ValueError, match="projects"):
        recents(value)
