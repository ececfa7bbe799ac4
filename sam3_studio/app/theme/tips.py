"""What tips say."""

import html


def as_written(text: str) -> str:
    """A text for a tip, which shows it letter by letter also where Qt would take it for HTML."""
    return f'<div style="white-space: pre-wrap">{html.escape(text)}</div>' if "<" in text else text
