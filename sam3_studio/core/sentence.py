"""Sentences for people, which whoever shows them can put into another language."""


class Sentence(str):
    """A sentence in English that remembers what it was put together from.

    It is a plain string to all who just show or log it; `app.language` looks the pattern up in the reader's language
    and fills the values in again. Values may be sentences themselves.

    Args:
        pattern: the sentence with fields such as "{path} is empty", as `str.format` fills them; plain where there
            are no values. It is a literal in the sources, where `packaging/translate.py` collects it.
        values: of the fields, by name.

    Attributes:
        pattern: as given.
        values: as given.

    Raises:
        KeyError: a field has no value.
    """

    pattern: str
    values: dict[str, object]

    def __new__(cls, pattern: str, **values: object) -> "Sentence":  # noqa: D102  # the class says it
        sentence = super().__new__(cls, pattern.format(**values) if values else pattern)
        sentence.pattern = pattern
        sentence.values = values
        return sentence

    def __str__(self) -> str:
        # The text of an exception goes through here; a copy would forget the pattern.
        return self


GIGABYTE = 1 << 30
"""Bytes of what settings, options and sentences call a GB of room for prepared pictures."""


def readable(size: int, kilo: int = 1000) -> str:
    """A number of bytes, such as "3.4 GB", "12 MB" or "40 kB".

    Args:
        size: in bytes.
        kilo: bytes of a kB; files that are fetched are told as those who offer them do.
    """
    mega, giga = kilo**2, kilo**3
    if size >= giga:
        return f"{size / giga:.1f} GB"
    return f"{size / mega:.0f} MB" if size >= mega or not size else f"{size / kilo:.0f} kB"


def readable_room(size: int) -> str:
    """The same for room that prepared pictures take or may take, by `GIGABYTE`."""
    return readable(size, 1024)
