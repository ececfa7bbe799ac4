"""How far something is, on a terminal."""

import io

import pytest

from sam3_studio.cli.projects import percent_bar


class Terminal(io.StringIO):
    """Takes what is written for somebody who watches."""

    def isatty(self) -> bool:
        return True


def test_what_takes_a_while_is_shown_in_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with percent_bar("undoing") as show:
        show(1, 4)
        show(4, 4)
    assert "undoing: 100 %" in terminal.getvalue()


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with percent_bar("undoing"):
        pass
    assert terminal.getvalue() == ""
