"""Work beside the window's thread: one piece of it, the newest of several, and threads that take their time to end."""
