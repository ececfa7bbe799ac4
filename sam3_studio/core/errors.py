"""What can go wrong, as one tree.

    Sam3StudioError           anything a person can do something about
    ├── UsageError            the command or call itself does not make sense
    ├── ImageError            a picture cannot be read
    ├── ModelError            weights cannot be found, read or used
    │   ├── DownloadError     weights cannot be fetched
    │   └── MemoryShortageError  the device has too little memory
    ├── GpuError              PyTorch for the graphics card cannot be fetched, installed or used
    ├── PromptError           a prompt cannot be used
    ├── DatasetError          labels cannot be read or written
    └── CancelledError        the user asked to stop; not a failure

Every message is one sentence or two: what happened, naming the file, and what to do about it.
"""

from sam3_studio.core.sentence import Sentence


class Sam3StudioError(Exception):
    """Something a person can do something about.

    Its text, `str(error)`, is a `Sentence`.

    Args:
        pattern: the sentence, with fields for the values as in `Sentence`; or a whole `Sentence`.
        values: of the fields, by name.
    """

    def __init__(self, pattern: str, **values: object) -> None:
        super().__init__(pattern if isinstance(pattern, Sentence) else Sentence(pattern, **values))


class UsageError(Sam3StudioError):
    """The command line or a call's arguments do not make sense."""


class ImageError(Sam3StudioError):
    """A picture cannot be read."""


class ModelError(Sam3StudioError):
    """Model weights cannot be found, read or used."""


class DownloadError(ModelError):
    """Model weights cannot be fetched."""


class MemoryShortageError(ModelError):
    """The device has too little free memory, even after everything that can be forgotten was."""


class GpuError(Sam3StudioError):
    """PyTorch for the graphics card cannot be fetched, installed or used."""


class PromptError(Sam3StudioError):
    """A prompt cannot be used."""


class DatasetError(Sam3StudioError):
    """A label file or an output folder cannot be read or written."""


class CancelledError(Sam3StudioError):
    """The user asked to stop."""
