"""`cli.heap`: large blocks that were freed come back without asking the system."""

import platform
import subprocess
import sys

import pytest

_BLOCKS = """
import resource, sys, threading
import numpy as np
from sam3_studio.cli.heap import keep_freed_memory

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def work():
    for _ in range(3):
        np.ones(48 << 20, np.uint8)
    before = faults()
    for _ in range(10):
        np.ones(48 << 20, np.uint8)
    print(faults() - before)

if sys.argv[1] == "kept":
    assert keep_freed_memory()
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="it is about glibc's heap")


def _pages(how: str) -> int:
    """Pages that a thread had to be given for ten blocks of 48 MiB, each freed before the next."""
    command = [sys.executable, "-c", _BLOCKS, how]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_a_block_that_was_freed_is_used_again_in_any_thread() -> None:
    assert _pages("kept") < 100


def test_without_that_each_comes_from_the_system_page_by_page() -> None:
    # Of 4 KiB, or of 2 MiB where NumPy is given those.
    assert _pages("as it comes") >= 10 * 48 // 2
