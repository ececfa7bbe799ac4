"""How much a picture needs a person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What speaks for a look at a picture.

    Of pictures that are done, what a person has settled does not count: `doubt` and `near` are 0.

    Attributes:
        doubt: how uncertain it is whether there is an object of `doubtful` at all: 1 − 2 |presence − 0.5|, so 1 where
            the model takes either for equally likely and 0 where it is sure; the highest of all classes that are looked
            for and have no object in the picture.
        doubtful: id of that class; 0 for none.
        near: candidates near the threshold of their class, on either side, that nobody has decided about.
        clashes: candidates above the threshold where an object of another class is.
        unseen: objects of classes that were looked for that no candidate covers.
        mistakes: findings of the checks.
    """

    doubt: float = 0.0
    doubtful: int = 0
    near: int = 0
    clashes: int = 0
    unseen: int = 0
    mistakes: int = 0

    @property
    def score(self) -> float:
        """How much the picture needs a person, 0 to 4: higher comes first.

        The sum of four parts of 0 to 1: the doubt; n / (n + 2) for n candidates near the threshold, as one of them is
        soon decided; n / (n + 1) for n contradictions between model and person, and for n mistakes, as each of them
        means that somebody is wrong. The more there is of one kind, the less one more counts: a picture with a
        hundred doubtful leaves does not come before one that is doubtful in all respects.
        """
        contradictions = self.clashes + self.unseen
        parts = self.near / (self.near + 2), contradictions / (contradictions + 1), self.mistakes / (self.mistakes + 1)
        return self.doubt + sum(parts)


NO_NEED = Need()
"""Of a picture that nothing is known about, or that all agree on."""
