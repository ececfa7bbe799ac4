"""What the canvas and the tools say to each other, in values that know neither Qt nor one another.

The canvas tells a tool where the pointer is, in pixels of the picture. The tool answers with what to draw meanwhile
(`Preview`) and, at the end of a drag, with what is to be done (`Edit`). A drag is a value too: as it ends in its edits
or is thrown away, one drag is one step and Escape drops it, whatever the tool.
"""

from sam3_studio.app.interaction.edits import (
    AreaDrawn,
    AreaEdit,
    BoxChanged,
    BoxChosen,
    BoxDrawn,
    BoxRemoved,
    BrushTurned,
    CandidateClicked,
    Edit,
    HoleClicked,
    LineCut,
    MenuWanted,
    OutlineChanged,
    RegionMarked,
    Selected,
)
from sam3_studio.app.interaction.pointing import Cursor, Hit, Key, Pointer, Scene
from sam3_studio.app.interaction.shapes import (
    AreaShape,
    BandShape,
    BoxShape,
    CornersShape,
    LineShape,
    OutlineShape,
    Preview,
    Shape,
    StrokeShape,
    TipShape,
)
from sam3_studio.app.interaction.tool import Construction, Drag, Tool

__all__ = [
    "AreaDrawn",
    "AreaEdit",
    "AreaShape",
    "BandShape",
    "BoxChanged",
    "BoxChosen",
    "BoxDrawn",
    "BoxRemoved",
    "BoxShape",
    "BrushTurned",
    "CandidateClicked",
    "Construction",
    "CornersShape",
    "Cursor",
    "Drag",
    "Edit",
    "Hit",
    "HoleClicked",
    "Key",
    "LineCut",
    "LineShape",
    "MenuWanted",
    "OutlineChanged",
    "OutlineShape",
    "Pointer",
    "Preview",
    "RegionMarked",
    "Scene",
    "Selected",
    "Shape",
    "StrokeShape",
    "TipShape",
    "Tool",
]
