"""The model's threads give way to the window's.

Without it, PyTorch's threads take every core in turns of several milliseconds, and the window has to wait for several
of them: measured on two cores with a model of full size, it stood still for up to 100 ms, and for up to 32 ms with it.
"""

import contextlib
import os
import sys
import threading

_NICER = 10
"""A thread that is nicer by this gets a ninth of another's time while both want the same core, and all of it otherwise.
"""


def give_way() -> None:
    """Lower the priority of this thread and of those that it starts from here on.

    Linux alone counts it for every thread; elsewhere `QThread.start` is told the priority, and nothing happens here.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):  # some sandboxes forbid it
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + _NICER)
