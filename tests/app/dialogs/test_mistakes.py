"""`app.dialogs.mistakes`: findings as a person reads them."""

import pytest

from sam3_studio.app.dialogs.mistakes import described
from sam3_studio.dataset.checks.findings import Finding, Kind


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("measure", [2, 0.5], ids=["a count", "a share"])
def test_every_finding_is_one_line(kind: Kind, measure: float) -> None:
    line = described(Finding(kind, "a.jpg", ("1",), ("duck", "goose"), measure))
    assert line.startswith("a.jpg   duck / goose")
    assert "\n" not in line


def test_islands_are_counted_in_whole_numbers() -> None:
    assert described(Finding(Kind.ISLANDS, "a.jpg", ("1",), ("duck",), 2)).endswith("islands: 2")
