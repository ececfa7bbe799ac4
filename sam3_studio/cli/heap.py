"""How memory that was freed is used again.

Of glibc's own accord a block of 32 MB or more comes anew from the system each time, page by page, and goes back as
soon as it is freed. The model makes and frees such blocks all the time: the pages took up to a tenth of a prompt. From
the heap that the program has they come as they are. One heap serves all threads: those of further threads are too small
for such blocks (https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html).
"""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_MAX, _ARENA_MAX = -1, -4, -8
"""Numbers of `mallopt`'s parameters, from <malloc.h>."""

_KEPT = 1 << 30
"""Free bytes at the heap's end from which on they go back to the system."""


def keep_freed_memory() -> bool:
    """Use freed blocks again, however large, before asking the system; whether that could be had: glibc alone can.

    It is for the beginning of the program: a thread keeps the heap that it has.
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not (hasattr(library, "mallopt") and hasattr(library, "gnu_get_libc_version")):
        return False
    settings = ((_ARENA_MAX, 1), (_MMAP_MAX, 0), (_TRIM_THRESHOLD, _KEPT))
    return all(library.mallopt(name, value) for name, value in settings)
