"""What can go wrong with weights."""


class CheckpointError(Exception):
    """Weights cannot be found, read, or made to fit; the text names the file, the tensor and the remedy.

    Args:
        pattern: the text, with fields for the values as in "{path} is empty".
        values: of the fields, by name.

    Attributes:
        pattern: as given; who wants to say it in another language begins here.
        values: as given.
    """

    def __init__(self, pattern: str, **values: object) -> None:
        super().__init__(pattern.format(**values) if values else pattern)
        self.pattern = pattern
        self.values = values
