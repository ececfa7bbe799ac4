"""How far a download is, in a terminal."""

import pytest

from sam3_studio.cli.progress import progress_bar


def test_the_bar_counts_what_was_there_as_done_before(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as show:
        show(1_000_000, 4_000_000)
        show(4_000_000, 4_000_000)
    assert "4.00M/4.00M" in capsys.readouterr().err
