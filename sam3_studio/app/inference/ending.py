"""The way out while a thread cannot be ended."""

import logging
import os
import sys
from typing import NoReturn


def end_process(status: int) -> NoReturn:
    """End the process while a thread is in something that cannot be stopped: a stage of the model, a huge picture.

    That thread holds nothing that has to be kept: what a person does is written by the window's thread. Python's own
    way out would wait for the running thread, or destroy it, which ends in a crash; the system's way out just stops it.
    Call it last, when everything is on disk.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
