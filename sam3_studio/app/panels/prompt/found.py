"""What a search has found, in one line, and how far it is."""

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, quiet
from sam3_studio.app.panels.prompt.stages import Stage, StageLine
from sam3_studio.app.panels.prompt.values import Finding
from sam3_studio.app.panels.start.values import ModelState


class FoundView(QWidget):
    """How far a search is, and in the same place what it has found, or why it failed; and whether there may be more."""

    def __init__(self) -> None:
        super().__init__()
        self._finding = Finding()
        self._model = ModelState.READY
        self._summary = quiet()
        self._more = quiet()
        self._more.setProperty("quiet", False)  # it is to be read
        self._stages = StageLine()
        # Each keeps the room of the other, so that what stands below does not jump with every search.
        self._places = QStackedLayout()
        self._places.addWidget(self._summary)
        self._places.addWidget(self._stages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(self._places)
        layout.addWidget(self._more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """What is said."""
        return "\n".join(filter(None, (self._summary.text(), self._more.text())))

    def set_model(self, state: ModelState) -> None:
        """Tell whether there is a model that can search."""
        self._model = state
        self.set_finding(self._finding)

    def set_finding(self, finding: Finding) -> None:
        """Tell about another one."""
        self._finding = finding
        self._stages.set_stage(finding.stage)
        self._places.setCurrentWidget(self._stages if self._stages.is_under_way else self._summary)
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
            return self._idle() if finding.stage is Stage.NONE else ""
        locale = self.locale()
        presence = self.tr("presence {value}").format(value=locale.toString(finding.presence, "f", 2))
        shown = self.tr("{n} shown").format(n=locale.toString(finding.shown))
        if finding.ghosts:
            ghosts = locale.toString(finding.ghosts)
            shown = self.tr("{shown}, {n} just below").format(shown=shown, n=ghosts)
        if finding.rejected:
            shown = self.tr("{shown}, {n} rejected").format(shown=shown, n=locale.toString(finding.rejected))
        return f"{presence} · {shown}"

    def _idle(self) -> str:
        """Why there is nothing to be told."""
        if self._model is ModelState.LOADING:
            return self.tr("Searches once the model is loaded.")
        if self._model is ModelState.OFF:
            return self.tr("The model is switched off.")
        if self._model is ModelState.FAILED:
            return self.tr("There is no model that could search.")
        return self.tr("Nothing searched yet.")
