"""Where the program starts: before anything else is imported."""

import signal

from sam3_studio.cli.heap import keep_freed_memory
from sam3_studio.cli.threads import let_others_compute


def main() -> int:
    """Load the commands and run one; Ctrl+C ends the program silently as long as it loads."""
    let_others_compute()
    keep_freed_memory()
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
