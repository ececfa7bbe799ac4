"""Where the program starts: before anything else is imported."""

import os
import signal

from sam3_studio.cli.openmp import WAITING


def main() -> int:
    """Load the commands and run one; Ctrl+C ends the program silently as long as it loads."""
    # Threads of the model that wait for each other let others compute meanwhile, the window's and other programs'. As
    # it comes, they keep their cores busy waiting: on a machine with something else to do, prompts took three times as
    # long. Read when PyTorch loads.
    os.environ.setdefault(WAITING, "passive")
    # A shell that starts the program in the background has it ignore Ctrl+C, and it stays so.
    answers = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if answers:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from sam3_studio.runtime.start import activate

    activate()
    from sam3_studio.cli.main import main as run

    if answers:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return run()
