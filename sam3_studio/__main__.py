"""`python -m sam3_studio`: the same as `sam3-studio`, which need not be on the path for it."""

import sys

from sam3_studio.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
