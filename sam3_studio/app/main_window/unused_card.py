"""A graphics card that was enabled and does not compute."""

from PySide6.QtCore import QCoreApplication

from sam3_studio.app.language import translated
from sam3_studio.app.notify import Notifier
from sam3_studio.runtime.places import Places
from sam3_studio.runtime.start import look


def tell_if_unused(notifier: Notifier) -> None:
    """Say why, if there is one."""
    if reason := look(Places.of_user()).reason:
        sentence = QCoreApplication.translate("MainWindow", "The graphics card does not compute. {reason}")
        notifier.warn(sentence.format(reason=translated(reason)))
