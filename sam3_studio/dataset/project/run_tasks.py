"""What a run over the pictures of a project asks about one of them, and what it keeps of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sam3_studio.core.labeling import ImageState
from sam3_studio.core.prompt import Prompt
from sam3_studio.core.searches import Search, key_in_tiles
from sam3_studio.core.tiled import TileUse
from sam3_studio.dataset.journal import FileState
from sam3_studio.dataset.project.found import Found


@dataclass(frozen=True, slots=True)
class Task:
    """A picture to ask about.

    Attributes:
        name: of the picture.
        file: its state as the project knows it; an answer about another one does not count.
        searches: one for each class.
        tiles: when it is to be looked at in tiles.
    """

    name: str
    file: FileState
    searches: tuple[Search, ...]
    tiles: TileUse = TileUse.NEVER

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Those of all searches, in order."""
        return tuple(question.prompt for search in self.searches for question in search.questions)

    @property
    def keys(self) -> dict[int, str]:
        """What answers are kept under, by class."""
        return {search.class_id: key_in_tiles(search.key, self.tiles) for search in self.searches}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the project now has of a picture.

    Attributes:
        state: how far the picture is.
        found: what was found, by class.
        offered: how many candidates of the classes asked for a person is shown.
    """

    state: ImageState
    found: Mapping[int, Found]
    offered: int
