"""What a search has found, in one line, and how far it is."""

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from sam3_studio.app.panels.parts import quiet
from sam3_studio.app.panels.prompt_values import Finding
from sam3_studio.app.panels.stages import Stage, StageLine


class FoundView(QWidget):
    """How far a search is, and in the same place what it has found: presence and numbers, or why it failed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = quiet()
        self._stages = StageLine()
        # Each keeps the room of the other, so that what stands below does not jump with every search.
        self._places = QStackedLayout(self)
        self._places.addWidget(self._summary)
        self._places.addWidget(self._stages)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """What is said."""
        return self._summary.text()

    def set_finding(self, finding: Finding) -> None:
        """Tell about another one."""
        self._stages.set_stage(finding.stage)
        self._places.setCurrentWidget(self._stages if self._stages.is_under_way else self._summary)
        self._summary.setText(finding.failure or self._summary_of(finding))
        failed = bool(finding.failure)
        if bool(self._summary.property("bad")) != failed:
            self._summary.setProperty("bad", failed)
            self._summary.setProperty("quiet", not failed)
            self._summary.style().polish(self._summary)

    def _summary_of(self, finding: Finding) -> str:
        if finding.presence is None:
            return self.tr("Nothing searched yet.") if finding.stage is Stage.NONE else ""
        locale = self.locale()
        presence = self.tr("presence {value}").format(value=locale.toString(finding.presence, "f", 2))
        shown = self.tr("{n} shown").format(n=locale.toString(finding.shown))
        if finding.ghosts:
            ghosts = locale.toString(finding.ghosts)
            shown = self.tr("{shown}, {n} just below").format(shown=shown, n=ghosts)
        return f"{presence} · {shown}"
