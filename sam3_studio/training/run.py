"""A training run on disk: its last state, and a log that plots."""

import json
import time
from pathlib import Path
from typing import Any

import torch

from sam3_studio.core.errors import UsageError
from sam3_studio.dataset.files import replaced_when_complete


class Run:
    """A folder with `state.pt` and `log.jsonl`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    @property
    def _state(self) -> Path:
        return self.folder / "state.pt"

    def save(self, state: dict[str, Any]) -> None:
        """Replace the last state; a kill at any moment leaves the old one or the new one."""
        with replaced_when_complete(self._state) as file:
            torch.save(state, file)

    def load(self) -> dict[str, Any] | None:
        """The last state, None for a new run."""
        if not self._state.exists():
            return None
        state: dict[str, Any] = torch.load(self._state, map_location="cpu", weights_only=True)
        return state

    def keep_to(self, **terms: object) -> None:
        """Note what a new run is made with; one that goes on must be made with the same.

        Raises:
            UsageError: it is not.
        """
        path = self.folder / "terms.json"
        if not path.exists():
            with replaced_when_complete(path) as file:
                file.write(f"{json.dumps(terms)}\n".encode())
            return
        before = json.loads(path.read_text(encoding="utf-8"))
        if before != terms:
            known = ", ".join(f"{name} {value}" for name, value in before.items())
            raise UsageError(f"{self.folder} holds a run with {known}; go on with these, or name another folder.")

    def log(self, **entry: Any) -> None:
        """Append a line."""
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"time": round(time.time()), **entry}) + "\n")

    def entries(self) -> list[dict[str, Any]]:
        """What was logged, the entries of a run that was resumed after a kill only once."""
        path = self.folder / "log.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        by_step: dict[tuple[str, int], dict[str, Any]] = {}
        for line in lines:
            try:
                entry = json.loads(line)
            except json.JSONDecodeError:
                continue  # a kill cut it short
            by_step[entry["stage"], entry["step"]] = entry
        return list(by_step.values())
