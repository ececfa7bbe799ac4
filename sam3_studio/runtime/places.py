"""Where PyTorch for graphics cards lies, for one person on one machine."""

from dataclasses import dataclass
from pathlib import Path

from sam3_studio.core.folders import cache_folder, data_folder


@dataclass(frozen=True, slots=True)
class Places:
    """The two folders that belong to it; nothing else is ever written or removed.

    Attributes:
        root: what is installed, and the record of what is active.
        wheels: what was downloaded; may be removed at any time.
    """

    root: Path
    wheels: Path

    @classmethod
    def of_user(cls) -> "Places":
        """Those of the person who runs the program."""
        return cls(data_folder() / "gpu", cache_folder() / "gpu")

    @property
    def record(self) -> Path:
        """Says which runtime is active."""
        return self.root / "active.json"

    @property
    def guard(self) -> Path:
        """Held by the process that changes anything here."""
        return self.root / "changing.lock"
