"""Reading labels that others have written: what fits the pictures at hand, and what does not and why."""
