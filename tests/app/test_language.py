"""Translations: complete, compiled, and found at the start."""

import ast
import errno
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import ACTIONS, Keymap, Menu, menu_text, title_of
from sam3_studio.app.dialogs.export import ExportDialog
from sam3_studio.app.dialogs.export_form import ExportChoices
from sam3_studio.app.dialogs.import_labels import ImportDialog
from sam3_studio.app.dialogs.key_sheet import KeySheet
from sam3_studio.app.language import LANGUAGES, language_of, load_language, translated
from sam3_studio.app.notify import Notice, NoticeBars, Severity
from sam3_studio.core.errors import DownloadError, ImageError
from sam3_studio.core.resources import resource_path
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.files import cannot_write
from sam3_studio.dataset.format_table import ExportFormat
from sam3_studio.dataset.images import picture_size
from sam3_studio.hub import download

pytestmark = pytest.mark.gui

SCRIPT = Path(__file__).parents[2] / "packaging" / "translate.py"


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    load_language(qapp, "de")
    yield
    load_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.fixture
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    load_language(qapp, request.param)
    yield request.param
    load_language(qapp, "en")
    QLocale.setDefault(before)


@pytest.mark.parametrize("language", LANGUAGES, indirect=True)
@pytest.mark.parametrize("kind", [ImportDialog, ExportDialog])
def test_a_key_with_alt_means_one_thing_in_a_form(
    kind: type[ImportDialog | ExportDialog], language: str, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = kind() if kind is ImportDialog else kind(ExportChoices(ExportFormat.COCO, tmp_path))
    qtbot.addWidget(dialog)
    parts = [*dialog.findChildren(QAbstractButton), *(one for one in dialog.findChildren(QLabel) if one.buddy())]
    keys = [key for part in parts if (key := QKeySequence.mnemonic(part.text()).toString())]
    assert len(keys) == len(set(keys)) > 3, f"{language}: {sorted(keys)}"


@pytest.mark.parametrize("language", LANGUAGES, indirect=True)
def test_a_letter_means_one_thing_in_a_menu_and_one_menu_in_the_bar(language: str) -> None:
    groups = [[translated(menu.value) for menu in Menu]]
    groups += [[menu_text(one) for one in ACTIONS if one.menu is menu and not one.hidden] for menu in Menu]
    for texts in groups:
        letters = [key for text in texts if (key := QKeySequence.mnemonic(text).toString())]
        assert len(letters) == len(set(letters)) > 1, f"{language}: {texts}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_translated(translate: ModuleType, language: str) -> None:
    """Where this fails: `python packaging/translate.py`, translate what is unfinished, and again."""
    assert translate.gaps(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_loads_is_made_of_what_was_translated(
    language: str, tmp_path: Path, translate: ModuleType
) -> None:
    source = resource_path("translations") / f"sam3_studio_{language}.ts"
    translate._run("lrelease", "-silent", str(source), "-qm", str(tmp_path / "fresh.qm"))
    assert source.with_suffix(".qm").read_bytes() == (tmp_path / "fresh.qm").read_bytes()


def test_a_python_without_the_tools_of_qt_is_told_in_a_sentence(tmp_path: Path) -> None:
    bare = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), "--check"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert bare.returncode == 2
    assert bare.stderr.splitlines() == [
        f"{sys.executable} has no PySide6; run this with the Python that the program runs with."
    ]


@pytest.mark.usefixtures("german")
def test_what_went_wrong_below_the_window_is_told_in_german(tmp_path: Path) -> None:
    with pytest.raises(ImageError) as caught:
        picture_size(tmp_path / "gone.jpg")
    assert translated(caught.value) == f"{tmp_path / 'gone.jpg'} gibt es nicht; bitte die Schreibweise prüfen."


@pytest.mark.usefixtures("german")
def test_what_went_wrong_with_a_download_is_told_in_german() -> None:
    with pytest.raises(DownloadError) as caught:
        download("two words")
    assert translated(caught.value).startswith("„two words“ ist kein Name eines Modells auf dem Hub")


@pytest.mark.usefixtures("german")
def test_reasons_within_a_sentence_are_told_in_german_too(tmp_path: Path) -> None:
    error = cannot_write(tmp_path, OSError(errno.ENOSPC, "voll"))
    assert translated(error) == (
        f"{tmp_path} ist nicht beschreibbar (voll); bitte Platz schaffen oder einen anderen Ausgabeordner wählen."
    )


@pytest.mark.usefixtures("german")
def test_what_is_no_sentence_of_ours_stays_as_it_is() -> None:
    assert translated(RuntimeError("{odd} words")) == "{odd} words"


def test_a_text_within_an_f_string_is_a_gap_as_it_is_not_collected(translate: ModuleType, tmp_path: Path) -> None:
    lines = [
        "class A:",
        "    def a(self):",
        """        return f"{self.tr('b')} c" """,
        """        return self.tr("d")""",
    ]
    (tmp_path / "a.py").write_text("\n".join(lines), "utf-8")
    assert list(translate.hidden(tmp_path)) == ["a.py:3"]


def test_a_translation_with_other_fields_than_its_text_is_a_gap(translate: ModuleType, monkeypatch) -> None:
    kept = {("Sentence", "{path} is empty"): ["{pfad} ist leer"]}
    monkeypatch.setattr(translate, "texts", lambda _: kept)
    assert "de: Sentence: other fields than the text has: {pfad} ist leer" in translate.gaps("de")


def test_a_sentence_that_no_one_could_translate_is_refused(
    translate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "careless.py").write_text('raise ModelError(f"{path} is odd")')
    monkeypatch.setattr(translate, "PACKAGES", (tmp_path,))
    with pytest.raises(SyntaxError, match="f-string"):
        list(translate.sentences())


@pytest.mark.usefixtures("german")
def test_german_reaches_tables_plurals_and_qts_own_buttons(qtbot: QtBot) -> None:
    assert title_of(Menu.FILE) == "Datei"
    assert QCoreApplication.translate("ExportDialog", "%Ln picture(s)", "", 1) == "1 Bild"
    assert QCoreApplication.translate("ExportDialog", "%Ln picture(s)", "", 2) == "2 Bilder"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert QLocale().toString(0.5) == "0,5"


@pytest.mark.usefixtures("german")
def test_german_reaches_classes_that_are_nobodys_business(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    NoticeBars(window).show_notice(Notice(Severity.FAILURE, "a"))
    assert window.findChild(QToolButton).toolTip() == "Schließen"


def test_english_knows_singular_and_plural(qapp: QApplication) -> None:
    load_language(qapp, "en")
    assert QCoreApplication.translate("ExportDialog", "%Ln picture(s)", "", 1) == "1 picture"


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    ("language", "told"), [("en", "60,000 objects"), ("de", "60.000 Objekte")], indirect=["language"]
)
def test_thousands_are_separated_as_in_the_language_of_the_program(told: str) -> None:
    assert QCoreApplication.translate("ExportDialog", "%Ln object(s)", "", 60_000) == told
    problem = Sentence(
        "{count:,} objects that are hidden in the window are written as well; show them to see what they are.",
        count=60_000,
    )
    assert translated(problem).startswith(told)


def test_a_text_whose_number_would_have_no_separators_is_a_gap(translate: ModuleType, monkeypatch) -> None:
    monkeypatch.setattr(translate, "texts", lambda _: {("Panel", "%n duck(s)"): ["%n duck", "%n ducks"]})
    assert any("no separators" in line for line in translate.gaps("en"))


def test_no_class_that_counts_in_its_texts_has_heirs() -> None:
    """Qt looks a text with a number up by the class of the object, and an heir's name leads to none."""
    classes = [
        node
        for path in (SCRIPT.parents[1] / "sam3_studio" / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    inherited = {base.id for node in classes for base in node.bases if isinstance(base, ast.Name)}
    counting = {node.name for node in classes if "%Ln" in ast.unparse(node)}
    assert "ExportDialog" in counting
    assert counting & inherited == set()


def test_a_language_that_there_is_not_falls_back() -> None:
    assert language_of("de") == "de"
    assert language_of("tlh") in LANGUAGES


def test_the_language_of_the_system_is_followed() -> None:
    script = "from sam3_studio.app.language import language_of; print(language_of('system'))"
    told = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"LC_ALL": "C.UTF-8", "LANGUAGE": name, "LANG": name, "PYTHONPATH": str(SCRIPT.parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for name in ("de_AT.UTF-8", "fr_FR.UTF-8")
    ]
    assert told == ["de", "en"]


@pytest.mark.usefixtures("german")
def test_nine_keys_that_share_a_line_are_counted_where_the_title_has_its_digit(qtbot: QtBot) -> None:
    sheet = KeySheet(Keymap())
    qtbot.addWidget(sheet)
    assert "Kandidat 1–9 übernehmen" in sheet.shown
