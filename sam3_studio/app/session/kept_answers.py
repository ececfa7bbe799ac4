"""What the project has of the picture in hand from searches before."""

from collections.abc import Iterable, Mapping

from sam3_studio.app.session.answer import Answer
from sam3_studio.core.searches import plain_key
from sam3_studio.core.segmenter import Segmentation
from sam3_studio.dataset.project.found import Found


class KeptAnswers:
    """Answers of this model and of others, to these prompts and to others, by class.

    Args:
        found: what the project has, by the ids of classes.
    """

    def __init__(self, found: Mapping[int, Found]) -> None:
        self._found = dict(found)
        self._outdated: set[int] = set()

    def replace(self, found: Mapping[int, Found]) -> None:
        """The project has other answers now."""
        self._found = dict(found)
        self._outdated.clear()

    def note_newer(self, class_id: int) -> None:
        """A class has been answered since: the project has that answer, not the one kept here."""
        self._outdated.add(class_id)

    def is_outdated(self, class_id: int) -> bool:
        """Whether the project has a newer answer about a class than the one kept here."""
        return class_id in self._outdated

    def segmentation(self, class_id: int) -> Segmentation | None:
        """What was found for a class, whatever was asked; None for nothing, or where that is damaged."""
        kept = self._found.get(class_id)
        return kept.segmentation if kept else None

    def to_show(self, words: Mapping[int, str], unasked: Iterable[int]) -> dict[int, Answer]:
        """Answers to show until the model is asked, by class.

        Args:
            words: what was asked, by the ids of the classes that are looked for.
            unasked: ids of those of them that the model has not been asked about.
        """
        kept = {one: self._found[one] for one in unasked if one in self._found and self._found[one].key is not None}
        return {
            one: Answer(one, words=words[one], found=Segmentation(found.presence, found.candidates))
            for one, found in kept.items()
        }

    def to(self, answer: Answer) -> Answer | None:
        """What is kept for the search of an answer; None for nothing, or where that is damaged."""
        kept = self._found.get(answer.class_id)
        if kept is None or kept.key is None or plain_key(kept.key) != answer.key:
            return None
        found = kept.segmentation
        return answer.replaced(found, kept.key.removeprefix(answer.key), kept.floor) if found else None
