"""What the program is, and the licences of all it is made of."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

import sam3_studio
from sam3_studio.app.dialogs import parts
from sam3_studio.app.language import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the program is made of: name (translated in the context "AboutDialog"), licence, home."""

    name: str
    licence: str
    home: str


PARTS = (
    Part(QT_TRANSLATE_NOOP("AboutDialog", "sam3_studio"), "Apache-2.0", ""),
    Part(
        QT_TRANSLATE_NOOP("AboutDialog", "Weights of SAM 3 (to be fetched)"),
        "SAM License",
        "https://huggingface.co/facebook/sam3",
    ),
    Part(
        QT_TRANSLATE_NOOP("AboutDialog", "Vocabulary of CLIP"),
        "MIT",
        "https://github.com/openai/CLIP",
    ),
    Part(
        QT_TRANSLATE_NOOP("AboutDialog", "Pictograms of the samples (Noto Emoji)"),
        "OFL-1.1",
        "https://github.com/googlefonts/noto-emoji",
    ),
    Part(
        QT_TRANSLATE_NOOP("AboutDialog", "Pictograms of the samples (Fluent Emoji)"),
        "MIT",
        "https://github.com/microsoft/fluentui-emoji",
    ),
    Part(
        QT_TRANSLATE_NOOP("AboutDialog", "Pictograms of the samples (Twemoji)"),
        "CC-BY-4.0",
        "https://github.com/jdecked/twemoji",
    ),
    Part(QT_TRANSLATE_NOOP("AboutDialog", "Icons (Lucide)"), "ISC", "https://lucide.dev"),
    Part("Python", "PSF-2.0", "https://www.python.org"),
    Part("Qt, PySide6", "LGPL-3.0", "https://doc.qt.io/qtforpython-6"),
    Part("PyTorch", "BSD-3-Clause", "https://pytorch.org"),
    Part("NumPy", "BSD-3-Clause", "https://numpy.org"),
    Part("Pillow", "MIT-CMU", "https://python-pillow.github.io"),
    Part("pycocotools", "BSD-2-Clause", "https://github.com/ppwwyyxx/cocoapi"),
    Part("tokenizers, safetensors, huggingface_hub", "Apache-2.0", "https://github.com/huggingface"),
    Part("platformdirs", "MIT", "https://github.com/tox-dev/platformdirs"),
    Part("filelock", "MIT", "https://github.com/tox-dev/filelock"),
    Part("PyYAML", "MIT", "https://pyyaml.org"),
    Part("tqdm", "MPL-2.0, MIT", "https://tqdm.github.io"),
)
"""All of it, with licences as the packages declare them."""


class AboutDialog(QDialog):
    """Name, version, licences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = parts.frame(self, self.tr("About sam3_studio"), QSize(680, 520))
        layout.addWidget(parts.heading(f"sam3_studio {sam3_studio.__version__}"))
        layout.addWidget(
            parts.paragraph(
                self.tr(
                    "Turns photos into training data: type a concept, draw a box, and SAM 3 marks every matching "
                    "object. The model is written anew in PyTorch and reads the weights that Meta publishes, which "
                    "have a licence of their own."
                )
            )
        )
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Licences"))
        table.setHeaderLabels([self.tr("Part"), self.tr("Licence"), self.tr("Home")])
        table.setRootIsDecorated(False)
        parts.make_roomy(table)
        table.setAlternatingRowColors(True)
        for part in PARTS:
            item = QTreeWidgetItem(table, [self.tr(part.name), part.licence])
            link = QLabel(f'<a href="{part.home}">{part.home.removeprefix("https://")}</a>' if part.home else "")
            link.setOpenExternalLinks(True)
            link.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
            link.setContentsMargins(4, 0, 4, 0)
            table.setItemWidget(item, 2, link)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        layout.addWidget(table, 1)
        layout.addWidget(parts.button_box(self))
