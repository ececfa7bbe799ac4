"""Names reach a terminal in a way that controls nothing there."""

import pytest

from sam3_studio.dataset.report import shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a\x1b[31mb.jpg", "a\\x1b[31mb.jpg"),
        ("a\nb\r.jpg", "a\\nb\\r.jpg"),
        ("a\u2028b", "a\\u2028b"),
        ("caf\udce9.jpg", "caf\\udce9.jpg"),
        ("a\u202egpj.exe", "a\\u202egpj.exe"),
        ("a\x9bb", "a\\x9bb"),
    ],
)
def test_what_controls_a_terminal_is_escaped(name: str, expected: str) -> None:
    assert shown(name) == expected


@pytest.mark.parametrize("name", ["a b.jpg", "中文/é.png", "👩\u200d🚀", "שלום.png", "back\\slash.png"])
def test_what_can_be_shown_stays(name: str) -> None:
    assert shown(name) == name
