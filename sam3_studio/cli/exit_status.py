"""What the program tells the shell."""

from enum import IntEnum


class ExitStatus(IntEnum):
    """Done is 0; everything else says what a script should look at."""

    DONE = 0
    MENDABLE = 2
    """Something a person can mend; one sentence on standard error says what."""
    SOME_FAILED = 3
    """Complete but for some pictures, which are listed on standard error."""
    INTERRUPTED = 130
    """Stopped by Ctrl+C, as shells expect it."""
    TERMINATED = 143
    """Stopped by SIGTERM, likewise."""
