"""What was chosen in the dialog of exports."""

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.settings.kinds import choice, switch, whole
from sam3_studio.app.settings.setting import Group, Range

EXPORT_FORMAT = choice(
    "export_format",
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Format"),
    (
        ("coco", QT_TRANSLATE_NOOP("Settings", "COCO")),
        ("coco-rle", QT_TRANSLATE_NOOP("Settings", "COCO, all masks as run lengths")),
        ("coco-polygon", QT_TRANSLATE_NOOP("Settings", "COCO, all masks as polygons")),
        ("yolo-seg", QT_TRANSLATE_NOOP("Settings", "YOLO, segmentation")),
        ("yolo-detect", QT_TRANSLATE_NOOP("Settings", "YOLO, boxes")),
        ("yolo-obb", QT_TRANSLATE_NOOP("Settings", "YOLO, oriented boxes")),
        ("voc", QT_TRANSLATE_NOOP("Settings", "Pascal VOC, boxes")),
        ("labelme", QT_TRANSLATE_NOOP("Settings", "labelme")),
        ("semantic-png", QT_TRANSLATE_NOOP("Settings", "PNG, the class of each pixel")),
        ("instance-png", QT_TRANSLATE_NOOP("Settings", "PNG, the object of each pixel")),
        ("csv", QT_TRANSLATE_NOOP("Settings", "CSV table of all objects")),
    ),
)
EXPORT_ALL = switch(
    "export_all",
    False,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Pictures that are not done, too"),
)
EXPORT_VAL = whole(
    "export_val",
    0,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "For validation"),
    Range(0, 50, 5, QT_TRANSLATE_NOOP("Settings", " %")),
)
EXPORT_TEST = whole(
    "export_test",
    0,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "For testing"),
    Range(0, 49, 5, QT_TRANSLATE_NOOP("Settings", " %")),
)
EXPORT_SEED = whole(
    "export_seed",
    0,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Seed of the split"),
    Range(0, 999_999),
    QT_TRANSLATE_NOOP("Settings", "The same seed splits the same pictures in the same way."),
)
EXPORT_PICTURES = choice(
    "export_pictures",
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Pictures"),
    (
        ("copy", QT_TRANSLATE_NOOP("Settings", "Copy")),
        ("hardlink", QT_TRANSLATE_NOOP("Settings", "Link (no space, same disk)")),
        ("symlink", QT_TRANSLATE_NOOP("Settings", "Link to where they are")),
        ("leave", QT_TRANSLATE_NOOP("Settings", "Leave where they are")),
    ),
)
EXPORT_HOLES = choice(
    "export_holes",
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Holes"),
    (
        ("keyhole", QT_TRANSLATE_NOOP("Settings", "Keep, joined by slits")),
        ("outer", QT_TRANSLATE_NOOP("Settings", "Fill them")),
        ("split", QT_TRANSLATE_NOOP("Settings", "Cut objects into pieces without holes")),
    ),
)
