"""`sam3-studio [FOLDER | PROJECT]`."""

import sys

import pytest

from sam3_studio.cli.exit_status import ExitStatus
from sam3_studio.cli.main import main
from sam3_studio.cli.window import asks_for_window


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], True),
        (["photos"], True),
        (["annotate"], False),
        (["--help"], False),
        (["photos", "more"], False),
        (["--samples"], True),
    ],
)
def test_a_folder_or_nothing_asks_for_the_window(arguments: list[str], asked: bool) -> None:
    assert asks_for_window(arguments, {"annotate"}) == asked


@pytest.mark.parametrize("word", ["anotate", "x" * 300])
def test_a_word_that_is_nothing_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str], word: str) -> None:
    assert main([word]) == ExitStatus.MENDABLE
    assert "neither a command nor a folder" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_it_is_told_how_to_do_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == ExitStatus.MENDABLE
    assert "no screen" in capsys.readouterr().err
