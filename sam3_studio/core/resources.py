"""The one door to the files that ship with the program: models, vocabulary, samples, icons."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_path(name: str) -> Path:
    """Path of a shipped file or folder.

    Args:
        name: relative to `resources/`, with forward slashes, such as "models/embedded".

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    # A wheel carries the folder inside the package; in a checkout it lies beside it.
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*name.split("/"))
        if path.exists():
            return path
    raise FileNotFoundError(f"the installation lacks resources/{name}; install sam3-studio again")


def embedded_model() -> Path:
    """Checkpoint folder of the small model that ships with the program.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    return resource_path("models/embedded")
