"""What tests of actions have in common."""

import pytest

from sam3_studio.app.actions import keymap, registry, table


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every action is there, those whose feature is still to come as well."""
    by_id = {action.id: action for action in table.PLANNED}
    for module in (keymap, registry):
        monkeypatch.setattr(module, "ACTIONS", table.PLANNED)
        monkeypatch.setattr(module, "BY_ID", by_id)
