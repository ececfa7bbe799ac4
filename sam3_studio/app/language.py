"""The language of the window: which one, and where its texts come from."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from sam3_studio.core.resources import resource_path
from sam3_studio.core.sentence import Sentence

LANGUAGES = ("en", "de")
"""There are texts in these."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001  # lupdate finds the text by this name
    """Mark a text in a table as one to be translated where it is shown."""
    return text


def translated(text: object) -> str:
    """A sentence of the packages below the window in the reader's language.

    Args:
        text: a `Sentence`, or an error whose text is one; others have no translation and stay as they are.
    """
    sentence = str(text)
    if not isinstance(sentence, Sentence):
        return sentence
    pattern = QCoreApplication.translate("Sentence", sentence.pattern)
    values = {name: _translated_value(value) for name, value in sentence.values.items()}
    return pattern.format(**values) if values else pattern


def _translated_value(value: object) -> object:
    if isinstance(value, int):
        return _Number(value)
    return translated(value) if isinstance(value, Sentence | Exception) else value


class _Number(int):
    """A number whose thousands are separated as in the reader's language where a sentence has them separated."""

    def __format__(self, form: str) -> str:
        return QLocale().toString(int(self)) if form == "," else super().__format__(form)


def language_of(setting: str) -> str:
    """One of the `LANGUAGES`.

    Args:
        setting: one of them, or "system" for the first one that the system's user reads.
    """
    if setting in LANGUAGES:
        return setting
    wanted = (name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in LANGUAGES), LANGUAGES[0])


def load_language(application: QCoreApplication, setting: str = "system") -> str:
    """Have everything that is made from now on speak a language; Qt's own dialogs, too.

    Args:
        application: keeps the texts as long as it lives.
        setting: one of the `LANGUAGES`, or "system".

    Returns:
        The language.
    """
    language = language_of(setting)
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own_folder = str(resource_path("translations"))
    for name, folder in ((f"qtbase_{language}", qt_folder), (f"sam3_studio_{language}", own_folder)):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
    # Numbers look as where the reader lives, as long as people speak the same language there.
    system = QLocale.system()
    QLocale.setDefault(system if system.name().startswith(language) else QLocale(language))
    return language
