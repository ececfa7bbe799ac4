"""What the model has found in the picture in hand, for each class, while answers come in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from sam3_studio.app.session.answer import Answer, Progress
from sam3_studio.app.session.kept_answers import KeptAnswers
from sam3_studio.core.searches import KeyedPrompt, Search
from sam3_studio.core.segmenter import Segmentation, Sketch
from sam3_studio.dataset.project.found import Found


class Findings(QObject):
    """Answers by class: those kept in the project, and those that the model is giving.

    Signals:
        changed: something else is known about a class, or about several.
        completed (int): a search for a class is answered as a whole.

    Args:
        kept: what the project has of the picture, by class.
        parent: of this object.
    """

    changed = Signal()
    completed = Signal(int)

    def __init__(self, kept: dict[int, Found], parent: QObject) -> None:
        super().__init__(parent)
        self._kept = KeptAnswers(kept)
        self.completed.connect(self._kept.note_newer)
        self._searches: dict[int, Search] = {}
        self._answers: dict[int, Answer] = {}
        self._resting: dict[int, Answer] = {}
        """Of classes that nothing is asked for now: it may be asked again."""

    def answer(self, class_id: int) -> Answer:
        """What is known about a class."""
        return self._answers.get(class_id, Answer(class_id))

    def known(self, class_id: int) -> Segmentation | None:
        """What has been found for a class, whether it is looked for now or not; None for nothing."""
        given = (answers.get(class_id) for answers in (self._answers, self._resting))
        return next((one.found for one in given if one and one.found), self._kept.segmentation(class_id))

    @property
    def is_awaiting(self) -> bool:
        """Whether answers are still to come."""
        return any(answer.is_coming for answer in self._answers.values())

    def keep(self, found: Mapping[int, Found]) -> None:
        """The project has other answers now: those of a closer look are shown, and what is asked next may be known."""
        self._kept.replace(found)
        known = [(one, self._kept.to(one)) for one in self._answers.values() if one.key and not one.is_coming]
        closer = [kept for one, kept in known if kept is not None and one.is_outdone_by(kept)]
        self._answers |= {answer.class_id: answer for answer in closer}
        if closer:
            self.changed.emit()

    def show_kept(self, words: Mapping[int, str]) -> None:
        """Until the model is asked, show what the project has, which may be of another prompt or model.

        Args:
            words: what was asked, by the ids of the classes that are looked for.
        """
        kept = self._kept.to_show(words, [one for one in words if not self.answer(one).key])
        self._answers |= kept
        if kept:
            self.changed.emit()

    def follow(self, words: Mapping[int, str]) -> None:
        """Other classes are looked for, of which the model may never be asked; about `words` see `show_kept`."""
        gone = self._rest(words.keys())
        for one in gone:
            if not (self._resting[one].key or self._resting[one].parts):
                del self._resting[one]  # it is what is kept, and shown as that again
        self.show_kept({one: said for one, said in words.items() if one not in self._answers | self._resting})
        if gone:
            self.changed.emit()

    def ask(self, searches: Iterable[Search], *, mapped: bool = False) -> tuple[Search, ...]:
        """Take note of what is asked now, in the place of what was asked before; what the model is to be asked.

        What has been answered is not asked again, nor is what the project has an answer for: a concept that is
        switched off or on leaves the answers about the others. A class that nothing is asked for any more has none.

        Args:
            searches: for all classes that are to be looked for. What was asked for with a higher floor is asked again,
                unless somebody has looked closer meanwhile.
            mapped: whether semantic maps are wanted, too. The project keeps none, so what it has an answer for is
                shown, and asked again.
        """
        before = dict(self._answers)
        wanted = {search.class_id: search for search in searches}
        self._rest(wanted.keys())
        opened = [(search, self._unanswered(search, mapped=mapped)) for search in wanted.values()]
        # Told once for all classes: whoever listens shows them all.
        if before.keys() != self._answers.keys() or any(old is not self._answers[one] for one, old in before.items()):
            self.changed.emit()
        return tuple(replace(search, keyed_prompts=open_) for search, open_ in opened if open_)

    def take_sketch(self, class_id: int, question: str, sketch: Sketch) -> None:
        """The model has boxes for a question, named by its key."""
        if self._awaits(class_id, question):
            self._set(self.answer(class_id).sketched(sketch))

    def take(self, class_id: int, question: str, found: Segmentation, *, final: bool) -> None:
        """The model has found something for a question.

        Args:
            class_id: of the class.
            question: its key.
            found: all that it has found so far.
            final: whether the question is answered with that.
        """
        if not self._awaits(class_id, question):
            return
        answer = self._settled(self.answer(class_id).extended(question, found, final=final))
        self._set(answer)
        if answer.progress is Progress.DONE:
            self.completed.emit(class_id)

    def enrich(self, class_id: int, key: str, found: Segmentation, reach: str, *, final: bool) -> None:
        """A closer look has found more; nothing happens where it was about another search than the class has now.

        Args:
            class_id: of the class.
            key: of the search.
            found: all that is known now.
            reach: `PARTS` or `TILES`.
            final: whether that is all, and is to be kept.
        """
        answer = self.answer(class_id)
        if answer.key != key or answer.progress is not Progress.DONE:
            return
        self._set(answer.enriched(found, reach))
        if final:
            self.completed.emit(class_id)

    def fail(self, class_id: int, question: str, reason: str) -> None:
        """The model could not answer a question, for a reason told in a sentence."""
        if self._awaits(class_id, question):
            self._set(self._settled(self.answer(class_id).failed(question, reason)))

    def stop(self) -> None:
        """A person has cancelled: what is unanswered stays so until it is asked anew."""
        open_ = [answer for answer in self._answers.values() if answer.progress not in {Progress.DONE, Progress.FAILED}]
        self._answers |= {answer.class_id: answer.stopped() for answer in open_}
        if open_:
            self.changed.emit()

    def _rest(self, wanted: Collection[int]) -> set[int]:
        """Put the answers about all other classes aside; which these are."""
        others = self._answers.keys() - set(wanted)
        for class_id in others:
            self._resting[class_id] = self._answers.pop(class_id)
            self._searches.pop(class_id, None)
        return others

    def _unanswered(self, search: Search, *, mapped: bool) -> tuple[KeyedPrompt, ...]:
        """What the model has to be asked; takes note of the search."""
        answer = self._answers.get(search.class_id)
        if answer is None or answer.key != search.key or answer.progress is Progress.FAILED:
            answer = self._begun(search, answer)
        if search.floor < answer.floor and not answer.reach:
            answer = self._note(answer.lowered(search.floor))
        is_kept = answer.progress is Progress.DONE and not answer.parts and not answer.reach
        if mapped and is_kept and answer.found is not None and answer.found.candidates:
            # It comes from the project, and is shown until the model has answered.
            answer = self._note(replace(answer, progress=Progress.WAITING))
        if answer.progress is Progress.DONE:
            return ()
        answer = self._note(answer.asked_again())
        return tuple(one for one in search.keyed_prompts if one.key not in answer.answered)

    def _begun(self, search: Search, before: Answer | None) -> Answer:
        """The answer to a new search: from the project, from what was answered before, or still to come."""
        self._searches[search.class_id] = search
        new = Answer(search.class_id, search.key, search.words, Progress.WAITING)
        if kept := self._kept.to(new):
            self._note(kept)
            if self._kept.is_outdated(search.class_id):
                self.completed.emit(search.class_id)
            return kept
        known = before or self._resting.pop(search.class_id, new)
        for one in search.keyed_prompts:
            if one.key in known.answered:
                new = new.extended(one.key, known.parts[one.key], final=True)
        new = self._settled(new)
        if new.progress is Progress.DONE:
            self._note(new)
            self.completed.emit(search.class_id)
            return new
        # What was found before is shown until there is something new.
        return self._note(replace(new, progress=Progress.WAITING, found=before.found if before else new.found))

    def _settled(self, answer: Answer) -> Answer:
        """Ended, where no question of the search has anything to come."""
        return answer.settled(one.key for one in self._searches[answer.class_id].keyed_prompts)

    def _awaits(self, class_id: int, question: str) -> bool:
        search = self._searches.get(class_id)
        return search is not None and any(one.key == question for one in search.keyed_prompts)

    def _note(self, answer: Answer) -> Answer:
        self._answers[answer.class_id] = answer
        return answer

    def _set(self, answer: Answer) -> None:
        self._note(answer)
        self.changed.emit()
