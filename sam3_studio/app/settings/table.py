"""Every setting there is."""

from types import MappingProxyType
from typing import Any

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.settings import checks
from sam3_studio.app.settings.checks import KeyLists
from sam3_studio.app.settings.recent import Recent, recents
from sam3_studio.app.settings.setting import Choice, Group, Range, Setting
from sam3_studio.editing.candidates import GHOST_DEPTH, SAME_OBJECT

MOST_BRUSH = 1000
"""The largest brush, in pixels of the picture."""
MOST_TOLERANCE = 20.0
"""How far an outline may be from the lines between its corners at most, in pixels of the picture."""


def _switch(name: str, default: bool, group: Group, label: str, text: str = "") -> Setting[bool]:  # noqa: FBT001
    return Setting(name, default, checks.boolean, group, label, text)


def _choice(
    name: str, group: Group, label: str, choices: tuple[tuple[str, str], ...], text: str = "", default: str = ""
) -> Setting[str]:
    check = checks.OneOf(tuple(value for value, _ in choices))
    options = tuple(Choice(value, shown) for value, shown in choices)
    return Setting(name, default or choices[0][0], check, group, label, text, choices=options)


def _whole(name: str, default: int, group: Group, label: str, range_: Range, text: str = "") -> Setting[int]:
    return Setting(name, default, checks.Whole(int(range_.low), int(range_.high)), group, label, text, range=range_)


def _number(name: str, default: float, group: Group, label: str, range_: Range, text: str = "") -> Setting[float]:
    return Setting(name, default, checks.Number(range_.low, range_.high), group, label, text, range=range_)


LANGUAGE = _choice(
    "language",
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "Language"),
    (("system", QT_TRANSLATE_NOOP("Settings", "As the system")), ("en", "English"), ("de", "Deutsch")),
    QT_TRANSLATE_NOOP("Settings", "Takes effect at the next start."),
)
THEME = _choice(
    "theme",
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "Appearance"),
    (
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
    ),
)
THUMBNAILS = _switch(
    "thumbnails", True, Group.GENERAL, QT_TRANSLATE_NOOP("Settings", "Thumbnails in the list of files")
)
CONFIRM = _switch(
    "confirm",
    True,
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "Ask before removing classes"),
    QT_TRANSLATE_NOOP("Settings", "What is removed with a class cannot be brought back by Undo."),
)

AI = _switch(
    "ai",
    True,
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Find objects with the model"),
    QT_TRANSLATE_NOOP("Settings", "Switched off, the model is not even loaded; drawing works as ever."),
)
MODEL = Setting("model", "", checks.text)
DEVICE = _choice(
    "device",
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Compute on"),
    (
        ("auto", QT_TRANSLATE_NOOP("Settings", "The fastest there is")),
        ("cuda", QT_TRANSLATE_NOOP("Settings", "NVIDIA GPU (CUDA)")),
        ("mps", QT_TRANSLATE_NOOP("Settings", "Apple GPU (MPS)")),
        ("cpu", QT_TRANSLATE_NOOP("Settings", "Processor (CPU)")),
    ),
)
PRECISION = _choice(
    "precision",
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Precision"),
    (
        ("auto", QT_TRANSLATE_NOOP("Settings", "What suits the device")),
        ("float32", "float32"),
        ("bfloat16", "bfloat16"),
        ("float16", "float16"),
    ),
    QT_TRANSLATE_NOOP("Settings", "Half precision takes half the memory; results differ in the third digit."),
)
CACHE_MEGABYTES = _whole(
    "cache_megabytes",
    2048,
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Memory for prepared pictures"),
    Range(64, 262_144, 256, QT_TRANSLATE_NOOP("Settings", " MB")),
    QT_TRANSLATE_NOOP("Settings", "A picture that is kept answers at once when you come back to it."),
)
CACHE_DISK_GIGABYTES = _whole(
    "cache_disk_gigabytes",
    20,
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Disk space for prepared pictures"),
    Range(0, 10_000, 5, QT_TRANSLATE_NOOP("Settings", " GB")),
    QT_TRANSLATE_NOOP("Settings", "With a large model on a slow machine, pictures of earlier days are soon ready."),
)

AUTO_RUN = _switch(
    "auto_run",
    True,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Search by itself after every change"),
    QT_TRANSLATE_NOOP("Settings", "Switched off, Enter starts the search."),
)
AUTO_RUN_DELAY = _whole(
    "auto_run_delay",
    300,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Wait before that"),
    Range(0, 5000, 50, QT_TRANSLATE_NOOP("Settings", " ms")),
)
PREFETCH = _choice(
    "prefetch",
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Prepare pictures ahead"),
    (
        ("travel", QT_TRANSLATE_NOOP("Settings", "In the direction you go")),
        ("forward", QT_TRANSLATE_NOOP("Settings", "Always the next one")),
        ("both", QT_TRANSLATE_NOOP("Settings", "The next and the previous one")),
        ("off", QT_TRANSLATE_NOOP("Settings", "Never")),
    ),
)
GHOST_MARGIN = _number(
    "ghost_margin",
    GHOST_DEPTH,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Show as ghosts below the threshold"),
    Range(0.0, 0.5, 0.01),
    QT_TRANSLATE_NOOP("Settings", "Candidates that miss the threshold by up to this much are hinted at."),
)
DUPLICATE_IOU = _number(
    "duplicate_iou",
    SAME_OBJECT,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Same object from an overlap of"),
    Range(0.3, 1.0, 0.05),
    QT_TRANSLATE_NOOP(
        "Settings", "Candidates that share this much (IoU) with an accepted object are not offered again."
    ),
)

MASK_STYLE = _choice(
    "mask_style",
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Draw masks as"),
    (
        ("both", QT_TRANSLATE_NOOP("Settings", "Fill and outline")),
        ("fill", QT_TRANSLATE_NOOP("Settings", "Fill")),
        ("outline", QT_TRANSLATE_NOOP("Settings", "Outline")),
    ),
)
OPACITY = _whole(
    "opacity",
    45,
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Opacity of the fill"),
    Range(0, 100, 5, QT_TRANSLATE_NOOP("Settings", " %")),
)
COLOR_BY = _choice(
    "color_by",
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Colour by"),
    (("class", QT_TRANSLATE_NOOP("Settings", "Class")), ("instance", QT_TRANSLATE_NOOP("Settings", "Object"))),
)
LABELS = _choice(
    "labels",
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Labels with scores"),
    (
        ("hover", QT_TRANSLATE_NOOP("Settings", "Under the mouse")),
        ("always", QT_TRANSLATE_NOOP("Settings", "Always")),
        ("never", QT_TRANSLATE_NOOP("Settings", "Never")),
    ),
)
GHOSTS = _switch("ghosts", True, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Candidates just below the threshold"))
SEMANTIC_MAP = _switch("semantic_map", False, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Map, and what is missed"))
CROSSHAIR = _switch("crosshair", False, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Crosshair at the mouse"))
MINIMAP = _switch("minimap", True, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Overview while zoomed in"))

EXPORT_FORMAT = _choice(
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
EXPORT_ALL = _switch(
    "export_all",
    False,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Pictures that are not done, too"),
)
EXPORT_VAL = _whole(
    "export_val",
    0,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "For validation"),
    Range(0, 50, 5, QT_TRANSLATE_NOOP("Settings", " %")),
)
EXPORT_TEST = _whole(
    "export_test",
    0,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "For testing"),
    Range(0, 49, 5, QT_TRANSLATE_NOOP("Settings", " %")),
)
EXPORT_SEED = _whole(
    "export_seed",
    0,
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Seed of the split"),
    Range(0, 999_999),
    QT_TRANSLATE_NOOP("Settings", "The same seed splits the same pictures in the same way."),
)
EXPORT_PICTURES = _choice(
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
EXPORT_HOLES = _choice(
    "export_holes",
    Group.EXPORT,
    QT_TRANSLATE_NOOP("Settings", "Holes"),
    (
        ("keyhole", QT_TRANSLATE_NOOP("Settings", "Keep, on key-holes")),
        ("outer", QT_TRANSLATE_NOOP("Settings", "Fill them")),
        ("split", QT_TRANSLATE_NOOP("Settings", "Cut objects into pieces without")),
    ),
)

BRUSH_SIZE = Setting("brush_size", 24, checks.Whole(1, MOST_BRUSH))
BRUSH_TIP = Setting("brush_tip", "circle", checks.OneOf(("circle", "square")))
CORNER_TOLERANCE = Setting("corner_tolerance", 1.5, checks.Number(0.0, MOST_TOLERANCE))
SHORTCUT_PRESET = Setting("shortcut_preset", "standard", checks.text)
SHORTCUTS: Setting[KeyLists] = Setting("shortcuts", MappingProxyType({}), checks.key_lists)
RECENT_PROJECTS: Setting[tuple[Recent, ...]] = Setting("recent_projects", (), recents)
LAST_FOLDER = Setting("last_folder", "", checks.text)
LAST_IMPORT = Setting("last_import", "", checks.text)
LAST_EXPORT_FOLDER = Setting("last_export_folder", "", checks.text)
WINDOW_GEOMETRY = Setting("window_geometry", "", checks.text)
WINDOW_STATE = Setting("window_state", "", checks.text)

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    THUMBNAILS,
    CONFIRM,
    AI,
    MODEL,
    DEVICE,
    PRECISION,
    CACHE_MEGABYTES,
    CACHE_DISK_GIGABYTES,
    AUTO_RUN,
    AUTO_RUN_DELAY,
    PREFETCH,
    GHOST_MARGIN,
    DUPLICATE_IOU,
    MASK_STYLE,
    OPACITY,
    COLOR_BY,
    LABELS,
    GHOSTS,
    SEMANTIC_MAP,
    CROSSHAIR,
    MINIMAP,
    EXPORT_FORMAT,
    EXPORT_ALL,
    EXPORT_VAL,
    EXPORT_TEST,
    EXPORT_SEED,
    EXPORT_PICTURES,
    EXPORT_HOLES,
    BRUSH_SIZE,
    BRUSH_TIP,
    CORNER_TOLERANCE,
    SHORTCUT_PRESET,
    SHORTCUTS,
    RECENT_PROJECTS,
    LAST_FOLDER,
    LAST_IMPORT,
    LAST_EXPORT_FOLDER,
    WINDOW_GEOMETRY,
    WINDOW_STATE,
)
"""All of them, in the order in which the dialog shows them."""
