"""What a search has found, in one line, and how far it is."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, quiet
from sam3_studio.app.panels.prompt_values import Finding
from sam3_studio.app.panels.stages import Stage, StageLine


class FoundView(QWidget):
    """Presence and numbers, told apart; or why the search failed. And whether there may be more than was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = quiet()
        self._more = quiet()
        self._more.setProperty("quiet", False)  # it is to be read
        self._stages = StageLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._summary)
        layout.addWidget(self._more)
        layout.addWidget(self._stages)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """What is said."""
        return "\n".join(filter(None, (self._summary.text(), self._more.text())))

    def set_finding(self, finding: Finding) -> None:
        """Tell about another one."""
        self._stages.set_stage(finding.stage)
        self._summary.setText(finding.failure or self._summary_of(finding))
        self._more.setText(self._warning_of(finding))
        self._more.setVisible(bool(self._more.text()))
        failed = bool(finding.failure)
        if bool(self._summary.property("bad")) != failed:
            self._summary.setProperty("bad", failed)
            self._summary.setProperty("quiet", not failed)
            self._summary.style().polish(self._summary)

    def _warning_of(self, finding: Finding) -> str:
        if not finding.limit or finding.failure:
            return ""
        text = self.tr("There may be more: one search finds {n} objects at most.")
        return text.format(n=self.locale().toString(finding.limit))

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
