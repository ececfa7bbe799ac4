"""Translations: complete, compiled, and found at the start."""

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from sam3_studio.app.actions import Menu, title_of
from sam3_studio.app.language import LANGUAGES, language_of, load_language
from sam3_studio.app.notify import Notice, NoticeBars, Severity
from sam3_studio.core.resources import resource_path

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


def test_places_of_blanks_and_names_are_kept(translate: ModuleType) -> None:
    import re

    found = translate.texts(resource_path("translations/sam3_studio_de.ts"))
    wrong = [
        text
        for (_, text), forms in found.items()
        for form in forms
        if sorted(re.findall(r"\{\w*\}|%n", text)) != sorted(re.findall(r"\{\w*\}|%n", form))
    ]
    assert wrong == []


@pytest.mark.usefixtures("german")
def test_german_reaches_tables_plurals_and_qts_own_buttons(qtbot: QtBot) -> None:
    assert title_of(Menu.FILE) == "Datei"
    assert QCoreApplication.translate("ExportDialog", "%n picture(s)", "", 1) == "1 Bild"
    assert QCoreApplication.translate("ExportDialog", "%n picture(s)", "", 2) == "2 Bilder"
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
    assert QCoreApplication.translate("ExportDialog", "%n picture(s)", "", 1) == "1 picture"


def test_no_class_that_counts_in_its_texts_has_heirs() -> None:
    """Qt looks a text with a number up by the class of the object, and an heir's name leads to none."""
    classes = [
        node
        for path in (SCRIPT.parents[1] / "sam3_studio" / "app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    inherited = {base.id for node in classes for base in node.bases if isinstance(base, ast.Name)}
    counting = {node.name for node in classes if "%n" in ast.unparse(node)}
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
