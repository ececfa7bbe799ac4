"""Labels of others come into the project that is open."""

from pathlib import Path

import pytest
from labelers import PATIENCE
from model_shop import ModelShop
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from real_window import wait_for_order_by_need, wait_for_project
from widgets import button, buttons, named

from sam3_studio.app.dialogs.import_labels import ImportDialog
from sam3_studio.app.dialogs.run_all import RunAllDialog
from sam3_studio.app.main_window.window import MainWindow
from sam3_studio.core.labeling import ImageState
from sam3_studio.dataset.project.filtering import ImageFilter

pytestmark = pytest.mark.gui


class Importer:
    """Somebody with the first picture in hand."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def read(self, labels: Path, policy: str = "Leave them as they are") -> ImportDialog:
        """Choose labels and have them read."""
        self.window.commands["import_labels"].trigger()
        dialog = self.window.findChild(ImportDialog)
        named(dialog, "Labels to import", QLineEdit).setText(str(labels))
        button(dialog, policy).click()
        self._qtbot.waitUntil(button(dialog, "Read").isEnabled, timeout=PATIENCE)
        self.press(dialog, "Read")
        self._qtbot.waitUntil(lambda: bool(dialog.page.verdict), timeout=PATIENCE)
        return dialog

    def press(self, dialog: ImportDialog, text: str) -> None:
        """A button of the dialog."""
        self._qtbot.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton)

    def wait_for(self, dialog: ImportDialog, verdict: str) -> None:
        """Until it is said, and the project is open again with its picture shown; then close the dialog."""
        self._qtbot.waitUntil(lambda: dialog.page.verdict == verdict, timeout=PATIENCE)
        self._qtbot.waitUntil(
            lambda: self.window.session is not None and self.window.desk.picture is not None, timeout=PATIENCE
        )
        self._qtbot.waitUntil(lambda: not self.window.session.is_scanning, timeout=PATIENCE)
        with self._qtbot.waitSignal(dialog.destroyed):
            self._qtbot.waitUntil(lambda: _can_close(dialog))
            dialog.reject()

    @property
    def areas(self) -> list[int]:
        """Pixels of the objects of the picture in hand."""
        return [one.mask.area for one in self.window.desk.picture.document.objects]


def _can_close(dialog: ImportDialog) -> bool:
    return "Close" in buttons(dialog) and button(dialog, "Close").isEnabled()


@pytest.fixture
def importer(window: MainWindow, qtbot: QtBot, photos: Path) -> Importer:
    window.open(photos)
    wait_for_project(window, qtbot)
    return Importer(window, qtbot)


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """YOLO boxes for the first picture, and for one that is not there."""
    (tmp_path / "dataset" / "labels").mkdir(parents=True)
    (tmp_path / "dataset" / "classes.txt").write_text("duck\n")
    for name in ("1", "9"):
        (tmp_path / "dataset" / "labels" / f"{name}.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    return tmp_path / "dataset"


def test_labels_are_read_told_and_count_once_a_person_says_so(importer: Importer, labels: Path) -> None:
    dialog = importer.read(labels)
    assert dialog.page.verdict == "This would be imported"
    assert "1 picture, 1 object" in dialog.page.told
    assert "9: not in the project" in dialog.page.told
    importer.press(dialog, "Import")
    importer.wait_for(dialog, "Imported")
    assert importer.areas == [20 * 15]
    assert [one.name for one in importer.window.session.classes.listed] == ["duck"]


def test_what_is_given_up_leaves_the_project_as_it_was(importer: Importer, labels: Path) -> None:
    dialog = importer.read(labels)
    importer.press(dialog, "Cancel")
    importer.wait_for(dialog, "Nothing was imported")
    assert importer.areas == []
    assert not importer.window.session.classes.listed


def test_what_would_bring_nothing_is_told_with_the_reason_and_closed_once(
    importer: Importer, labels: Path, qtbot: QtBot
) -> None:
    (labels / "labels" / "1.txt").unlink()
    dialog = importer.read(labels)
    qtbot.waitUntil(lambda: _can_close(dialog))
    assert "9: not in the project" in dialog.page.told
    importer.wait_for(dialog, "Nothing was imported")


@pytest.mark.parametrize(
    ("policy", "areas"),
    [
        ("Leave them as they are", [300]),
        ("Add the imported objects", [300, 12]),
        ("Replace their objects", [12]),
    ],
)
def test_objects_that_are_there_are_treated_as_chosen(
    importer: Importer, labels: Path, policy: str, areas: list[int]
) -> None:
    dialog = importer.read(labels)
    importer.press(dialog, "Import")
    importer.wait_for(dialog, "Imported")
    (labels / "labels" / "1.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    Image.new("RGB", (40, 30)).save(importer.window.session.project.root / "9.png")
    dialog = importer.read(labels, policy)
    importer.press(dialog, "Import")
    importer.wait_for(dialog, "Imported")
    assert importer.areas == areas


def test_a_damaged_file_is_told_and_the_project_opens_again_as_it_was(importer: Importer, labels: Path) -> None:
    (labels / "labels" / "9.txt").write_text("0 nan nan 1 1\n")
    (importer.window.session.project.root / "9.png").write_bytes(
        (importer.window.session.project.root / "1.png").read_bytes()
    )
    dialog = importer.read(labels)
    assert "9.txt cannot be imported, as line 1 is wrong" in dialog.page.told
    importer.wait_for(dialog, "The import failed")
    assert importer.areas == []


def test_pictures_that_are_ordered_by_need_stay_so_whatever_comes_of_the_import(
    importer: Importer, labels: Path, qtbot: QtBot
) -> None:
    window = importer.window

    def give_up() -> None:
        dialog = importer.read(labels)
        importer.press(dialog, "Cancel")
        importer.wait_for(dialog, "Nothing was imported")

    give_up()
    assert not window.commands["by_need"].isChecked()
    window.commands["by_need"].trigger()
    give_up()
    wait_for_order_by_need(window, qtbot)
    dialog = importer.read(labels)
    importer.press(dialog, "Import")
    importer.wait_for(dialog, "Imported")
    wait_for_order_by_need(window, qtbot)


def test_what_pictures_are_filtered_by_stays_whatever_comes_of_the_import(importer: Importer, labels: Path) -> None:
    window = importer.window
    wanted = ImageFilter("1", frozenset({ImageState.DONE}), tag="night", with_note=True)
    window.files.want(wanted)
    dialog = importer.read(labels)
    importer.press(dialog, "Cancel")
    importer.wait_for(dialog, "Nothing was imported")
    assert window.files.wanted == wanted
    window.close_project()
    assert window.files.wanted.is_empty


def test_a_search_in_all_pictures_goes_on_after_the_import(
    importer: Importer, shop: ModelShop, labels: Path, qtbot: QtBot
) -> None:
    window = importer.window
    window.session.classes.add_concepts(("goose",))
    shop.model.gate.clear()
    window.commands["run_all"].trigger()
    window.findChild(RunAllDialog).accept()
    qtbot.waitUntil(window.strip.isVisible, timeout=PATIENCE)
    dialog = importer.read(labels)
    importer.press(dialog, "Import")
    importer.wait_for(dialog, "Imported")
    assert "paused" not in window.strip.text
    shop.model.gate.set()
    qtbot.waitUntil(
        lambda: window.session.project.images.counts().images.get(ImageState.CANDIDATES, 0) > 0, timeout=PATIENCE
    )
