"""What was read, and what did not fit."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sam3_studio.core.annotation import Annotation
from sam3_studio.core.errors import ImageError
from sam3_studio.core.sentence import Sentence
from sam3_studio.dataset.reading.matching import match
from sam3_studio.dataset.reading.origins import Origins
from sam3_studio.dataset.reading.pictures import Fit, Match, Pictures
from sam3_studio.dataset.reading.wanted import Claims, Rivals, Wanted

_MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class ReadImage:
    """The labels of a picture.

    Attributes:
        name: of one of the pictures at hand.
        width: of that, in pixels.
        height: of that, in pixels.
        annotations: those with pixels, in order.
        left_out: whether its labels have objects that are not among these.
        elsewhere: whether the labels are for a picture of that file name in another folder.
    """

    name: str
    width: int
    height: int
    annotations: tuple[Annotation, ...]
    left_out: bool = False
    elsewhere: bool = False


def nothing() -> None:
    """Do nothing."""


@dataclass
class Reading:
    """Where readers look pictures up, and note what does not fit.

    Attributes:
        pictures: those at hand.
        classes: names that were met, in the order of the file's own numbers where it has any.
        unknown: pictures of the labels that are not at hand, the first hundred.
        unknown_count: how many those are in all.
        problems: what else did not fit, a sentence each, the first hundred.
        problem_count: how many those are in all.
        pulse: called now and then while a large file is read; what it raises ends the reading.
        origins: what is known of the dataset's pictures from when it was written.
        claims: how well labels fit the pictures, as far as they were looked at.
        beside: folders in that of the pictures where those of this part of the dataset may lie, the likeliest first.
        weigh_later: notes there, too, how well the labels of the dataset's later parts fit; called once at most.
    """

    pictures: Pictures
    classes: dict[str, None] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    unknown_count: int = 0
    problems: list[str] = field(default_factory=list)
    problem_count: int = 0
    pulse: Callable[[], None] = nothing
    origins: Origins = field(default_factory=Origins)
    claims: Claims = field(default_factory=Claims)
    beside: tuple[PurePosixPath, ...] = ()
    weigh_later: Callable[[], None] = nothing
    _left_out: int = 0
    _elsewhere: bool = False

    def find(self, wanted: Wanted, rivals: Rivals) -> str | None:
        """The picture that labels are for; None where it is not at hand, or other labels fit it better.

        Args:
            wanted: what they call it.
            rivals: all labels of this part of the dataset, these among them.
        """
        found = self.note(wanted)
        if found is None:
            return None
        if found.fit is not Fit.WHOLE or not found.exact:
            for rival in rivals.take():
                self.pulse()
                self.note(rival)
            weigh_later, self.weigh_later = self.weigh_later, nothing
            weigh_later()
        self._elsewhere = found.fit is Fit.ELSEWHERE
        return found.picture if self.claims.allow(found) else None

    def note(self, wanted: Wanted) -> Match | None:
        """The picture that labels fit; that they do is noted for others that fit it less."""
        found = match(self.pictures, wanted, self.origins, self.beside)
        if found is not None:
            self.claims.note(found)
        return found

    def miss(self, name: str) -> None:
        """A picture that is not at hand, or might be one of several."""
        path = PurePosixPath(name)
        before = Wanted(name=path, stem=path).before_upload()
        is_shared = before is not None and self.pictures.share_stored(before.name, before.stem)
        if is_shared or self.pictures.is_ambiguous(path):
            self.tell(
                Sentence("{picture}: several pictures have this name, so its labels were left out.", picture=name)
            )
            return
        self.unknown_count += 1
        if len(self.unknown) < _MOST_TOLD:
            self.unknown.append(name)

    def tell(self, problem: str) -> None:
        """Something that does not fit."""
        self.problem_count += 1
        if len(self.problems) < _MOST_TOLD:
            self.problems.append(problem)

    def leave_out(self, problem: str) -> None:
        """An object that does not fit; to be called before `image` is for its picture."""
        self._left_out += 1
        self.tell(problem)

    def score(self, picture: str, value: object) -> float | None:
        """An object's score, as a file has it; what is no number from 0 to 1 is told, and the object has none."""
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        self.tell(
            Sentence(
                "{picture}: an object's score is {score} in the place of 0 to 1, so it was left out.",
                picture=picture,
                score=f"{value!r:.20}",
            )
        )
        return None

    def name_classes(self, names: Iterable[str]) -> None:
        """The classes of the file, in the order of its numbers for them; what has several numbers is told."""
        for name, numbers in Counter(names).items():
            self.classes.setdefault(name)
            if numbers > 1:
                self.tell(Sentence("{count} classes are called {label}; they are one now.", count=numbers, label=name))

    def size(self, name: str) -> tuple[int, int] | None:
        """(width, height) of a picture; None, and a note, where it cannot be read."""
        try:
            return self.pictures.size_of(name)
        except ImageError as error:
            self.tell(error.args[0])
            return None

    def size_for(self, name: str, said: tuple[int, int] | None) -> tuple[int, int] | None:
        """(width, height) that labels are for: those of the picture where none are said.

        None, and a note, where the picture has others or cannot be read.
        """
        if said is None:
            return self.size(name)
        return said if self.fits(name, *said) else None

    def fits(self, name: str, width: int, height: int) -> bool:
        """Whether a picture has the size that its labels are for; if not, that is noted."""
        size = self.size(name)
        if size is None or size == (width, height):
            return size is not None
        self.tell(
            Sentence(
                "{picture}: it has {width} × {height} pixels, its labels are for {label_width} × {label_height}, so "
                "they were left out.",
                picture=name,
                width=size[0],
                height=size[1],
                label_width=width,
                label_height=height,
            )
        )
        return False

    def image(self, name: str, width: int, height: int, annotations: Sequence[Annotation]) -> ReadImage:
        """The labels of a picture; objects without a pixel in it are noted and left out."""
        whole = tuple(self._with_pixels(name, annotations))
        left_out, self._left_out = self._left_out, 0
        return ReadImage(name, width, height, whole, left_out > 0, self._elsewhere)

    def _with_pixels(self, name: str, annotations: Sequence[Annotation]) -> Iterator[Annotation]:
        for number, annotation in enumerate(annotations, 1):
            self.classes.setdefault(annotation.label)
            if annotation.mask.area:
                yield annotation
            else:
                self.leave_out(
                    Sentence(
                        "{picture}: object {number} ({label}) has no pixel in the picture.",
                        picture=name,
                        number=number,
                        label=annotation.label,
                    )
                )
