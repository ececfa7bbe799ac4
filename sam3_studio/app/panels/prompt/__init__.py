"""The prompt of the current class, and how far its search is."""
