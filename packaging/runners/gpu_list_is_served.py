"""Run by the installed Python, where there is a network: whether a server has what Enable GPU… would fetch."""

import sys
from pathlib import Path

from sam3_studio.core.sentence import readable
from sam3_studio.runtime.lock import lock_for_this_program
from sam3_studio.runtime.measuring import measured


def main() -> int:
    """Say how large it is; returns the exit status."""
    lock = measured(lock_for_this_program(), Path("nothing has arrived"))
    print(f"PyTorch {lock.torch} for CUDA {lock.cuda_name}: {readable(lock.size)} to download, {readable(lock.disk)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
