"""What the packages of every system have in common."""
