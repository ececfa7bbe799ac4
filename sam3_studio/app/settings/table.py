"""Every setting there is."""

from types import MappingProxyType
from typing import Any

from sam3_studio.app.language import QT_TRANSLATE_NOOP
from sam3_studio.app.settings import checks
from sam3_studio.app.settings.checks import KeyLists
from sam3_studio.app.settings.export_table import (
    EXPORT_ALL,
    EXPORT_FORMAT,
    EXPORT_HOLES,
    EXPORT_PICTURES,
    EXPORT_SEED,
    EXPORT_TEST,
    EXPORT_VAL,
)
from sam3_studio.app.settings.kinds import choice, number, switch, whole
from sam3_studio.app.settings.recent import Recent, recents
from sam3_studio.app.settings.setting import Group, Range, Setting
from sam3_studio.core.candidates import GHOST_DEPTH, SAME_OBJECT

MOST_BRUSH = 1000
"""The largest brush, in pixels of the picture."""
MOST_TOLERANCE = 20.0
"""How far an outline may be from the lines between its corners at most, in pixels of the picture."""


LANGUAGE = choice(
    "language",
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "Language"),
    (("system", QT_TRANSLATE_NOOP("Settings", "As the system")), ("en", "English"), ("de", "Deutsch")),
    QT_TRANSLATE_NOOP("Settings", "Takes effect at the next start."),
)
THEME = choice(
    "theme",
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "Appearance"),
    (
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
    ),
)
THUMBNAILS = switch("thumbnails", True, Group.GENERAL, QT_TRANSLATE_NOOP("Settings", "Thumbnails in the list of files"))
CONFIRM = switch(
    "confirm",
    True,
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "Ask before removing classes"),
    QT_TRANSLATE_NOOP("Settings", "What is removed with a class cannot be brought back by Undo."),
)
PEN_PRESSURE = switch(
    "pen_pressure",
    True,
    Group.GENERAL,
    QT_TRANSLATE_NOOP("Settings", "A pen's pressure sets the size of the brush"),
    QT_TRANSLATE_NOOP("Settings", "The size that is chosen is then the largest. The pen's other end erases anyway."),
)

AI = switch(
    "ai",
    True,
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Find objects with the model"),
    QT_TRANSLATE_NOOP("Settings", "Switched off, the model is not even loaded; drawing works as ever."),
)
MODEL = Setting("model", "", checks.text)
DEVICE = choice(
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
PRECISION = choice(
    "precision",
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Precision"),
    (
        ("auto", QT_TRANSLATE_NOOP("Settings", "What suits the device")),
        ("float32", "float32"),
        ("bfloat16", "bfloat16"),
        ("float16", "float16"),
        ("int8", "int8"),
    ),
    QT_TRANSLATE_NOOP("Settings", "Half precision takes half the memory; int8 a quarter, with coarser results."),
)
CACHE_MEGABYTES = whole(
    "cache_megabytes",
    2048,
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Memory for prepared pictures"),
    Range(64, 262_144, 256, QT_TRANSLATE_NOOP("Settings", " MB")),
    QT_TRANSLATE_NOOP("Settings", "A picture that is kept answers at once when you come back to it."),
)
CACHE_DISK_GIGABYTES = whole(
    "cache_disk_gigabytes",
    20,
    Group.MODEL,
    QT_TRANSLATE_NOOP("Settings", "Disk space for prepared pictures"),
    Range(0, 10_000, 5, QT_TRANSLATE_NOOP("Settings", " GB")),
    QT_TRANSLATE_NOOP(
        "Settings",
        "With a large model on a slow machine, pictures of earlier days are soon ready. Where “sam3-studio encode” was "
        "given more room, that holds until you lower this.",
    ),
)

AUTO_RUN = switch(
    "auto_run",
    True,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Search by itself after every change"),
    QT_TRANSLATE_NOOP("Settings", "Switched off, Enter starts the search."),
)
AUTO_RUN_DELAY = whole(
    "auto_run_delay",
    300,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Wait before that"),
    Range(0, 5000, 50, QT_TRANSLATE_NOOP("Settings", " ms")),
)
PREFETCH = choice(
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
GHOST_MARGIN = number(
    "ghost_margin",
    GHOST_DEPTH,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Show as ghosts below the threshold"),
    Range(0.0, 0.5, 0.01),
    QT_TRANSLATE_NOOP("Settings", "Candidates that miss the threshold by up to this much are hinted at."),
)
DUPLICATE_IOU = number(
    "duplicate_iou",
    SAME_OBJECT,
    Group.PROMPTING,
    QT_TRANSLATE_NOOP("Settings", "Same object from an overlap of"),
    Range(0.3, 1.0, 0.05),
    QT_TRANSLATE_NOOP(
        "Settings", "Candidates that share this much (IoU) with an accepted object are not offered again."
    ),
)

MASK_STYLE = choice(
    "mask_style",
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Draw masks as"),
    (
        ("both", QT_TRANSLATE_NOOP("Settings", "Fill and outline")),
        ("fill", QT_TRANSLATE_NOOP("Settings", "Fill")),
        ("outline", QT_TRANSLATE_NOOP("Settings", "Outline")),
    ),
)
OPACITY = whole(
    "opacity",
    45,
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Opacity of the fill"),
    Range(0, 100, 5, QT_TRANSLATE_NOOP("Settings", " %")),
)
COLOR_BY = choice(
    "color_by",
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Colour by"),
    (("class", QT_TRANSLATE_NOOP("Settings", "Class")), ("instance", QT_TRANSLATE_NOOP("Settings", "Object"))),
)
LABELS = choice(
    "labels",
    Group.DISPLAY,
    QT_TRANSLATE_NOOP("Settings", "Labels with scores"),
    (
        ("hover", QT_TRANSLATE_NOOP("Settings", "Under the mouse")),
        ("always", QT_TRANSLATE_NOOP("Settings", "Always")),
        ("never", QT_TRANSLATE_NOOP("Settings", "Never")),
    ),
)
GHOSTS = switch("ghosts", True, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Candidates just below the threshold"))
SEMANTIC_MAP = switch("semantic_map", False, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Map, and what is missed"))
CROSSHAIR = switch("crosshair", False, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Crosshair at the mouse"))
MINIMAP = switch("minimap", True, Group.DISPLAY, QT_TRANSLATE_NOOP("Settings", "Overview while zoomed in"))

BRUSH_SIZE = Setting("brush_size", 24, checks.Whole(1, MOST_BRUSH))
BRUSH_TIP = Setting("brush_tip", "circle", checks.OneOf(("circle", "square")))
CORNER_TOLERANCE = Setting("corner_tolerance", 1.5, checks.Number(0.0, MOST_TOLERANCE))
SHORTCUT_PRESET = Setting("shortcut_preset", "standard", checks.text)
SHORTCUTS: Setting[KeyLists] = Setting("shortcuts", MappingProxyType({}), checks.key_lists)
RECENT_PROJECTS: Setting[tuple[Recent, ...]] = Setting("recent_projects", (), recents)
LAST_FOLDER = Setting("last_folder", "", checks.text)
LAST_IMPORT = Setting("last_import", "", checks.text)
WINDOW_GEOMETRY = Setting("window_geometry", "", checks.text)
WINDOW_STATE = Setting("window_state", "", checks.text)
PANEL_SIZES: Setting[checks.Sizes] = Setting("panel_sizes", MappingProxyType({}), checks.sizes)

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    THUMBNAILS,
    CONFIRM,
    PEN_PRESSURE,
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
    WINDOW_GEOMETRY,
    WINDOW_STATE,
    PANEL_SIZES,
)
"""All of them, in the order in which the dialog shows them."""
