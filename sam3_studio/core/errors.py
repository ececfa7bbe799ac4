"""What can go wrong, as one tree.

    Sam3StudioError           anything a person can do something about
    ├── UsageError            the command or call itself does not make sense
    ├── ImageError            a picture cannot be read
    ├── ModelError            weights cannot be found, read or used
    │   ├── DownloadError     weights cannot be fetched
    │   └── MemoryShortageError  the device has too little memory
    ├── PromptError           a prompt cannot be used
    ├── DatasetError          labels cannot be read or written
    └── CancelledError        the user asked to stop; not a failure

Every message is one sentence or two: what happened, naming the file, and what to do about it.
"""


class Sam3StudioError(Exception):
    """Something a person can do something about; its text is shown as it is."""


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


class PromptError(Sam3StudioError):
    """A prompt cannot be used."""


class DatasetError(Sam3StudioError):
    """A label file or an output folder cannot be read or written."""


class CancelledError(Sam3StudioError):
    """The user asked to stop."""
