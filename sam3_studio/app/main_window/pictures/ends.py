"""What is said at an end of the list of pictures."""

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.panels.files.panel import FilesPanel

_NONE = {
    -1: QT_TRANSLATE_NOOP("Ends", "There is no picture before this one."),
    1: QT_TRANSLATE_NOOP("Ends", "There is no picture after this one."),
}
_ALL_DONE = {
    -1: QT_TRANSLATE_NOOP("Ends", "Every picture before this one is done."),
    1: QT_TRANSLATE_NOOP("Ends", "Every picture after this one is done."),
}
_NONE_SHOWN = {
    -1: QT_TRANSLATE_NOOP("Ends", "Search and filter show no picture before this one."),
    1: QT_TRANSLATE_NOOP("Ends", "Search and filter show no picture after this one."),
}
_NONE_TO_DO_SHOWN = {
    -1: QT_TRANSLATE_NOOP("Ends", "Search and filter show no picture before this one that is still to be done."),
    1: QT_TRANSLATE_NOOP("Ends", "Search and filter show no picture after this one that is still to be done."),
}


def why_no_further(files: FilesPanel, step: int, *, open_only: bool = False) -> str:
    """A sentence on why nobody can go further; where not all pictures are listed, it claims nothing of the others.

    Args:
        files: the list.
        step: 1 forwards, -1 backwards.
        open_only: whether those that are done are passed over.
    """
    if files.wanted.is_empty:
        texts = _ALL_DONE if open_only else _NONE
    else:
        texts = _NONE_TO_DO_SHOWN if open_only else _NONE_SHOWN
    return QCoreApplication.translate("Ends", texts[step])
