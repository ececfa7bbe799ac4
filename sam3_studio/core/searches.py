"""What is to be asked of the model: which prompts a class has in a picture. No function here asks it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sam3_studio.core.labeling import LabelClass, PromptBox
from sam3_studio.core.prompt import ExemplarBox, Prompt, in_words
from sam3_studio.core.segmenter import SCORE_FLOOR
from sam3_studio.core.tiled import TileUse


@dataclass(frozen=True, slots=True)
class KeyedPrompt:
    """One prompt of a search, and a name for it.

    Attributes:
        key: of its content and the model: equal keys have equal answers.
        prompt: what to ask.
    """

    key: str
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class Search:
    """Everything to be asked for one class in one picture.

    Attributes:
        class_id: of the class.
        key: names what is asked, and the model: equal keys have equal answers.
        keyed_prompts: one for each concept of the class that is switched on, with all its boxes; one with boxes alone
            where there is none.
        words: what is asked, as a person would note it.
        floor: candidates that score more are asked for, 0 to `SCORE_FLOOR`; it is no part of the key.
    """

    class_id: int
    key: str
    keyed_prompts: tuple[KeyedPrompt, ...]
    words: str
    floor: float = SCORE_FLOOR

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """What is asked, in order."""
        return tuple(one.prompt for one in self.keyed_prompts)


PARTS, WHERE_NEEDED, TILES = "+parts", "+where needed", "+tiles"
"""What stands behind a search's key where its answer took more than one look at the picture as a whole.

A person had some parts looked at closer; or all tiles were looked at, where one look would miss much; or all anyway.
"""

LOOKS = "", PARTS, WHERE_NEEDED, TILES
"""How closely a picture was looked at, the least first."""

_LOOKS = {
    TileUse.NEVER: ("", WHERE_NEEDED, TILES),
    TileUse.AUTO: (WHERE_NEEDED, TILES),
    TileUse.ALWAYS: (TILES,),
}
"""How closely an answer must have looked to leave nothing to ask: who looked closer has looked at the whole, too."""


def plain_key(key: str) -> str:
    """The key of the search, however closely it was answered."""
    return key.partition("+")[0]


def key_in_tiles(key: str, use: TileUse) -> str:
    """The key that the answer to a search is kept under where it is looked at in tiles; the same for `NEVER`."""
    return key + _LOOKS[use][0]


def looks_that_answer(use: TileUse) -> tuple[str, ...]:
    """What may stand behind the key of an answer that leaves nothing to ask, for a search with this use of tiles."""
    return _LOOKS[use]


def search_for(label_class: LabelClass, boxes: Iterable[PromptBox], model: str) -> Search | None:
    """What to ask for a class.

    Args:
        label_class: the class.
        boxes: of the picture; those of other classes and those switched off do not count.
        model: fingerprint of the weights.

    Returns:
        None when there is nothing to ask: no concept that is on, and no positive box to go by.
    """
    used = [box for box in boxes if box.class_id == label_class.id and box.enabled]
    concepts = label_class.searched
    if not concepts and not any(box.positive for box in used):
        return None
    exemplars = tuple(ExemplarBox(box.box, box.positive) for box in used)
    texts: tuple[str | None, ...] = concepts or (None,)
    keyed = tuple(KeyedPrompt(_key(text, exemplars, model), Prompt(text, exemplars)) for text in texts)
    key = _digest([one.key for one in keyed])
    return Search(label_class.id, key, keyed, in_words(concepts, exemplars), min(label_class.threshold, SCORE_FLOOR))


def _key(text: str | None, boxes: tuple[ExemplarBox, ...], model: str) -> str:
    return _digest([text, [[*map(float, box.box.as_tuple()), box.positive] for box in boxes], model])


def _digest(content: object) -> str:
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=12).hexdigest()
