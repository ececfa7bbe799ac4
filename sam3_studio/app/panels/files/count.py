"""How many pictures are done, below the list of them."""

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from sam3_studio.app.panels.parts import GAP, MARGIN, SPACING
from sam3_studio.app.theme.texts import make_quiet


class FileCount(QWidget):
    """A line and a bar; the line may tell what is going on instead."""

    def __init__(self) -> None:
        super().__init__()
        self._counted = self._told = ""
        self._line = QLabel()
        make_quiet(self._line)
        self._bar = QProgressBar(textVisible=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, SPACING, MARGIN, SPACING)
        layout.setSpacing(GAP)
        layout.addWidget(self._line)
        layout.addWidget(self._bar)

    def show_counts(self, done: int, total: int, shown: int) -> None:
        """How many pictures are done, how many there are, and how many of them are listed."""
        locale = self.locale()
        text = self.tr("{done} of {total} done").format(done=locale.toString(done), total=locale.toString(total))
        if shown != total:
            text = self.tr("{text} · {shown} shown").format(text=text, shown=locale.toString(shown))
        self._counted = text if total else self.tr("No pictures")
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._bar.setAccessibleName(text)
        self._write()

    def tell(self, text: str) -> None:
        """Say what is going on in the place of how many are done; empty for nothing."""
        self._told = text
        self._write()

    def _write(self) -> None:
        self._line.setText(self._told or self._counted)
