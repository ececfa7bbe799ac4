"""A figure with what it should be."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that was measured.

    Attributes:
        name: what.
        value: in `unit`.
        unit: "s", "ms" or "MB".
        target: what it should be at most; None where it only explains another one.
        note: what else a reader should know.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it is what it should be."""
        return self.target is None or self.value <= self.target

    def __str__(self) -> str:
        digits = 2 if self.unit == "s" else 1 if self.unit == "ms" else 0
        value = f"{self.value:.{digits}f} {self.unit}"
        aim = "" if self.target is None else f"≤ {self.target:g} {self.unit}"
        verdict = "" if self.target is None else "met" if self.is_met else "missed"
        return f"{self.name:<48} {value:>12}   {aim:<10} {verdict:<6} {self.note}".rstrip()

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self) | {"met": self.is_met}
