"""The model at work behind the window: one thread that owns the device, and who speaks with it."""
