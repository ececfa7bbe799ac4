"""From a project to label files."""

import threading
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QWidget

from sam3_studio.app.dialogs import parts
from sam3_studio.app.dialogs.export import ExportDialog, ExportPreview
from sam3_studio.app.dialogs.export_form import ExportChoices
from sam3_studio.app.language import translated
from sam3_studio.app.session.session import Session
from sam3_studio.app.settings import Settings
from sam3_studio.app.settings import export_table as setting
from sam3_studio.app.threads.job import Job, LatestJob
from sam3_studio.core.errors import DatasetError
from sam3_studio.core.progress import Progress
from sam3_studio.dataset.export import ExportOutcome
from sam3_studio.dataset.format_table import FORMATS, ExportFormat
from sam3_studio.dataset.project.preview import export_preview
from sam3_studio.dataset.project.project import Project
from sam3_studio.dataset.report import enumerated
from sam3_studio.dataset.split import Shares, divided, export_divided

if TYPE_CHECKING:
    from sam3_studio.dataset.formats.holes import Holes
    from sam3_studio.dataset.pictures import Placement

_FOLDER = "export folder"
"""Where a project was exported to is its own: labels of another one have no business there."""


class ExportAssistant(QObject):
    """Behind the export dialog of a project: counts what the choices would give, and writes it.

    It lives as long as its dialog. It is no dialog itself: Qt looks up texts with a number by the name of the class
    that an object is of, so an heir of the dialog would speak English, and say "1 picture(s)".

    Args:
        session: the project.
        settings: what was chosen last; what is chosen now is remembered there, and the folder in the project.
        window: of the project.
        hidden_classes: ids of the classes that the window does not show.
    """

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget | None = None,
        hidden_classes: Collection[int] = (),
    ) -> None:
        self._dialog = ExportDialog(_choices(session, settings), window)
        super().__init__(self._dialog)
        self._session = session
        self._settings = settings
        self._hidden_classes = hidden_classes
        self._counting = LatestJob(self)
        self._counting.done.connect(self._show_counted)
        self._counting.failed.connect(self._show_uncounted)
        self._counting.crashed.connect(self._show_uncounted)
        self._dialog.choices_changed.connect(self._count)
        self._dialog.export_requested.connect(self._start)
        self._dialog.finished.connect(self._counting.forget)
        self._count(self._dialog.choices)

    def open(self) -> None:
        """Show the dialog."""
        parts.open_once(self._dialog)

    @Slot(object)
    def _count(self, choices: ExportChoices) -> None:
        """Of a million objects that takes a while, and only what is chosen last is of interest."""
        self._dialog.await_preview()
        self._counting.begin(_Counting(self._session.project, choices, self._hidden_classes))

    @Slot(object)
    def _show_counted(self, preview: ExportPreview) -> None:
        self._dialog.show_preview(preview)

    @Slot(str)
    def _show_uncounted(self, reason: str) -> None:
        self._dialog.show_preview(ExportPreview(0, 0, problem=reason))

    @Slot(object)
    def _start(self, choices: ExportChoices) -> None:
        self._remember(choices)
        self._dialog.run(Job(_Work(self._session, choices)))

    def _remember(self, choices: ExportChoices) -> None:
        settings = self._settings
        settings.set(setting.EXPORT_FORMAT, str(choices.format))
        settings.set(setting.EXPORT_ALL, choices.everything)
        settings.set(setting.EXPORT_VAL, choices.shares.val)
        settings.set(setting.EXPORT_TEST, choices.shares.test)
        settings.set(setting.EXPORT_SEED, choices.shares.seed)
        settings.set(setting.EXPORT_PICTURES, choices.pictures)
        settings.set(setting.EXPORT_HOLES, choices.holes)
        with suppress(DatasetError):  # a full disk is told of by whatever has to be kept
            self._session.project.settings.set(_FOLDER, str(choices.folder))


class _Counting:
    """What a thread does before the export; it has the project's file."""

    def __init__(self, project: Project, choices: ExportChoices, hidden_classes: Collection[int]) -> None:
        self._file = project.file
        self._images = project.labeled_images(done_only=not choices.everything)
        self._choices = choices
        self._hidden_classes = hidden_classes

    def __call__(self, _progress: Progress, cancel: threading.Event) -> ExportPreview:
        choices = self._choices
        preview = export_preview(
            self._file,
            done_only=not choices.everything,
            drops_twins=FORMATS[choices.format].drops_twins,
            hidden_classes=self._hidden_classes,
            cancel=cancel,
        )
        parts = divided(tuple(self._images.names()), choices.shares) if choices.shares.divide else {}
        train, val, test = (len(parts.get(part, ())) for part in ("train", "val", "test"))
        objects = sum(preview.objects.values())
        warnings = tuple(map(translated, preview.warnings))
        return ExportPreview(preview.images, objects, (train, val, test), warnings)


class _Work:
    """What the export's thread does; everything of the window that it needs is read beforehand."""

    def __init__(self, session: Session, choices: ExportChoices) -> None:
        self._images = session.project.labeled_images(done_only=not choices.everything)
        self._class_names = [one.name for one in session.classes.listed]
        self._root = session.project.root
        self._choices = choices

    def __call__(self, progress: Progress, cancel: threading.Event) -> ExportOutcome:
        choices = self._choices
        with self._images as images:
            if others := images.out_of_step(cancel):
                raise DatasetError(
                    "Since they were labeled, some files have gone, were changed, or got the names of others: "
                    "{pictures}. Close this, press F5 so that labels follow their files, and export again.",
                    pictures=enumerated(others),
                )
            outcome = export_divided(
                images.names(),
                images.load,
                self._class_names,
                choices.folder / choices.format,
                choices.format,
                choices.shares,
                image_root=self._root,
                pictures=choices.pictures,
                holes=choices.holes,
                progress=progress,
                cancel=cancel,
            )
            return replace(outcome, warnings=images.warnings)


def _choices(session: Session, settings: Settings) -> ExportChoices:
    """What was chosen last, in a folder beside the pictures at first, or on the drive that they are all of."""
    last = session.project.settings.get(_FOLDER)
    # Where a relative one leads to depends on where the program was started.
    known = isinstance(last, str) and Path(last).is_absolute()
    root = session.project.root
    # A drive has no name, and is its own parent.
    beside = root.parent / QCoreApplication.translate("Export", "{folder} labels").format(folder=root.name).strip()
    return ExportChoices(
        ExportFormat(settings.get(setting.EXPORT_FORMAT)),
        Path(str(last)) if known else beside,
        settings.get(setting.EXPORT_ALL),
        Shares(settings.get(setting.EXPORT_VAL), settings.get(setting.EXPORT_TEST), settings.get(setting.EXPORT_SEED)),
        cast("Placement", settings.get(setting.EXPORT_PICTURES)),  # the table knows the same four
        cast("Holes", settings.get(setting.EXPORT_HOLES)),  # likewise
    )
