"""Pascal VOC boxes: an XML file for each picture.

    JPEGImages/…            the pictures, in their sub-folders, whatever their format
    Annotations/….xml       the same names
    ImageSets/Main/train.txt  the pictures' names without endings
    labelmap.txt            the classes
    replaced/…              copies of pictures that have changed at their source since; no part of the dataset

Boxes count pixels from 1, the last one included, as the development kit does
(http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/index.html): a box of one pixel in the upper left corner is
1, 1, 1, 1.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from sam3_studio.core.annotation import AnnotatedImage, Annotation
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import YES
from sam3_studio.dataset.formats.sidecar import Label, Layout, SidecarWriter, check_ours, check_root, left_note
from sam3_studio.dataset.manifest import manifest_of
from sam3_studio.dataset.manifest_table import INDEX
from sam3_studio.dataset.pictures import Placement
from sam3_studio.dataset.report import Changes, ExportReport, Tally, Usable

LAYOUT = Layout(PurePosixPath("JPEGImages"), PurePosixPath("Annotations"), ".xml")
"""Where the files lie."""
LABEL_MAP = "labelmap.txt"
BACKGROUND = "background"
"""Is listed there before the classes."""
DATABASE = "sam3_studio"
"""By which a label file tells that this program wrote it."""
DIFFICULT, POSE = "difficult", "pose"
"""What it says of objects that do not count in its evaluation, and of how they are turned: attributes elsewhere."""
NOTE = "note"
"""The last attribute of this name is an object's note."""
_SET = PurePosixPath("ImageSets", "Main", "train.txt")


def write_voc(
    images: Iterable[AnnotatedImage],
    class_names: Sequence[str],
    folder: Path,
    *,
    image_root: Path | None = None,
    pictures: Placement = "copy",
) -> ExportReport:
    """Write label files and lists, replacing those that were written before; see `formats.sidecar`.

    Objects without a pixel are left out and reported. Attributes and notes are written as `attributes`, as CVAT does;
    `DIFFICULT` and `POSE` have places of their own besides, as others know them.

    Args:
        images: read once, in order; a generator will do.
        class_names: all classes, in order.
        folder: made as needed.
        image_root: the folder that the pictures' names start from; needed unless `pictures` is "leave".
        pictures: how they come to lie beside the labels, see `dataset.pictures`.

    Raises:
        DatasetError: a picture or class cannot be written, or the folder holds another dataset.
    """
    check_root(image_root, pictures)
    check_voc(folder)
    tally = Tally(class_names)
    with manifest_of(folder) as manifest:
        writer = SidecarWriter(folder, LAYOUT, _label, manifest, tally, image_root, pictures)
        names = "".join(f"{writer.write(image).with_suffix('')}\n" for image in images)
        notes = list(writer.clear_away())
        manifest.write(INDEX, folder / _SET, names.encode())
        lines = [_LABEL_MAP_HEAD, *(f"{name}:::" for name in (BACKGROUND, *class_names))]
        manifest.write(INDEX, folder / LABEL_MAP, "".join(f"{line}\n" for line in lines).encode())
    return writer.report(notes, [left_note(LAYOUT.pictures)] if pictures == "leave" else [], shapes=False)


_LABEL_MAP_HEAD = "# label:color_rgb:parts:actions"


def check_voc(folder: Path) -> None:
    """Check that a dataset may be written here.

    Raises:
        DatasetError: it holds another one.
    """
    check_ours(folder, str(LAYOUT.labels), str(LAYOUT.pictures), LABEL_MAP)


def _label(image: AnnotatedImage, name: PurePosixPath, usable: Sequence[Usable]) -> Label:
    root = ET.Element("annotation")
    _add(root, "folder", str(LAYOUT.pictures / name.parent))
    _add(root, "filename", name.name)
    _add(ET.SubElement(root, "source"), "database", DATABASE)
    size = ET.SubElement(root, "size")
    for key, value in (("width", image.width), ("height", image.height), ("depth", 3)):
        _add(size, key, str(value))
    _add(root, "segmented", "0")
    for _, annotation, box in usable:
        _add_object(root, annotation, box)
    ET.indent(root, "\t")
    return Label(ET.tostring(root, "utf-8", xml_declaration=True) + b"\n", changes=Changes(boxes=len(usable)))


def _add_object(root: ET.Element, annotation: Annotation, box: Box) -> None:
    details = annotation.details
    attributes = dict(details.attributes)
    item = ET.SubElement(root, "object")
    _add(item, "name", annotation.label)
    _add(item, POSE, attributes.get(POSE) or "Unspecified")
    _add(item, "truncated", str(int(details.truncated)))
    _add(item, DIFFICULT, str(int(attributes.get(DIFFICULT, "").lower() in YES)))
    _add(item, "occluded", str(int(details.occluded)))
    bounds = ET.SubElement(item, "bndbox")
    edges = (box.x1 + 1, box.y1 + 1, box.x2, box.y2)
    for key, edge in zip(("xmin", "ymin", "xmax", "ymax"), edges, strict=True):
        _add(bounds, key, str(int(edge)))
    said = list(details.attributes)
    if details.note or any(key == NOTE for key, _ in said):
        said.append((NOTE, details.note))
    if said:
        listed = ET.SubElement(item, "attributes")
        for key, value in said:
            attribute = ET.SubElement(listed, "attribute")
            _add(attribute, "name", key)
            _add(attribute, "value", value)


def _add(parent: ET.Element, key: str, text: str) -> None:
    ET.SubElement(parent, key).text = _writable(text)


def _writable(text: str) -> str:
    """A text without the characters that XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets)."""
    return "".join(letter for letter in text if letter not in _UNWRITABLE and (letter >= " " or letter in "\t\n\r"))


_UNWRITABLE = frozenset("\ufffe\uffff")
