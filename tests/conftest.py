"""Settings that every test runs under."""

import os
import sys

# Two tests, or a test and anything else, sharing two cores with two threads each are ten times slower than with one.
os.environ.setdefault("OMP_NUM_THREADS", "1")
if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings  # after the setting above, which libraries read when they load

# No deadline: a busy machine is no bug. What runs in CI stays as Hypothesis sets it up there (the same every time).
settings.register_profile("sam3-studio", settings(), max_examples=40, deadline=None)
settings.load_profile("sam3-studio")
