"""VOC's boxes, with their pixels counted from 1."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import DatasetError
from sam3_studio.dataset.formats.voc import LAYOUT
from sam3_studio.dataset.report import ExportReport
from sam3_studio.dataset.verification.comparison import Comparison, Shape, VerifyReport, labels_of


def verify_voc(report: ExportReport, images: Iterable[AnnotatedImage]) -> VerifyReport:
    """Compare XML files with the boxes of the objects that they should hold.

    Args:
        report: of the writer.
        images: what was written.

    Raises:
        DatasetError: a file cannot be read.
    """
    comparison = Comparison()
    for image, path in labels_of(report, images, LAYOUT):
        try:
            root = ET.parse(path).getroot()  # noqa: S314  # written a moment ago
        except (OSError, ET.ParseError) as error:
            raise DatasetError("{path} cannot be read ({reason}); export again.", path=path, reason=error) from error
        size = [root.findtext(f"size/{key}") for key in ("width", "height")]
        if size != [str(image.width), str(image.height)]:
            comparison.problem(f"{path}: the picture is said to be {size[0]} x {size[1]}.")
        comparison.objects_of(image, [_read(item) for item in root.iter("object")])
    return comparison.report()


def _read(item: ET.Element) -> tuple[str | None, Shape]:
    first_x, first_y, last_x, last_y = (
        float(item.findtext(f"bndbox/{key}", "nan")) for key in ("xmin", "ymin", "xmax", "ymax")
    )
    return item.findtext("name"), [first_x - 1, first_y - 1, last_x - first_x + 1, last_y - first_y + 1]
