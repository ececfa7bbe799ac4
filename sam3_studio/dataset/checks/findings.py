"""What checks find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What may be wrong."""

    DUPLICATE = "duplicate"
    CLASS_OVERLAP = "class overlap"
    ISLANDS = "islands"
    BORDER = "border"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like a mistake.

    Attributes:
        kind: of mistake.
        image: name of the picture.
        objects: ids of the objects that it is about; none where objects are missing.
        labels: names of their classes, or of the class that is missing.
        measure: the IoU of a pair; how many islands there are; the presence of the class that is missing; else 0.
    """

    kind: Kind
    image: str
    objects: tuple[str, ...]
    labels: tuple[str, ...]
    measure: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a project.

    Attributes:
        images: pictures looked at.
        objects: objects looked at.
        counts: findings of each kind.
        findings: the first of each kind, in the order of the pictures.
    """

    images: int
    objects: int
    counts: Mapping[Kind, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "images": self.images,
            "objects": self.objects,
            "counts": {str(kind): count for kind, count in self.counts.items()},
            "findings": [
                {
                    "kind": str(one.kind),
                    "image": one.image,
                    "objects": list(one.objects),
                    "classes": list(one.labels),
                    "measure": one.measure,
                }
                for one in self.findings
            ],
        }
