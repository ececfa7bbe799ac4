"""Property tests: enough examples to find what is wrong, few enough for a suite of seconds."""

from hypothesis import settings

# No deadline: a busy machine is no bug. What runs in CI stays as Hypothesis sets it up there (the same every time).
settings.register_profile("sam3-studio", settings(), max_examples=40, deadline=None)
settings.load_profile("sam3-studio")
