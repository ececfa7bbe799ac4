"""A project on disk: classes, pictures, labels and what the model found, in one SQLite file beside the pictures."""
