"""`core.whole_file`: what several programs write at the same time is whole whenever anybody reads it."""

from contextlib import ExitStack
from pathlib import Path

from sam3_studio.core.whole_file import whole_file


def test_of_two_programs_that_write_a_file_neither_empties_that_of_the_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    with ExitStack() as later:
        with whole_file(path, shared=True) as one:
            one.write(b"one")
            later.enter_context(whole_file(path, shared=True)).write(b"other")
        assert path.read_bytes() == b"one"
    assert path.read_bytes() == b"other"
    assert list(tmp_path.iterdir()) == [path]
