"""Everything in one picture that a person can undo."""

from dataclasses import dataclass

from sam3_studio.core.labeling import LabeledObject, PromptBox
from sam3_studio.core.rle import Rle


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that a person does not want to be offered again, whatever prompt finds it.

    Attributes:
        class_id: of the class that it was offered for.
        mask: of the candidate.
    """

    class_id: int
    mask: Rle


@dataclass(frozen=True, slots=True)
class ImageDocument:
    """The labels, prompt boxes and rejections of one picture.

    A change makes a new document that shares what stays the same.

    Attributes:
        objects: in the order in which they were made; ids are unique.
        boxes: in the order in which they were drawn; ids are unique.
        rejections: in the order in which they were made.
    """

    objects: tuple[LabeledObject, ...] = ()
    boxes: tuple[PromptBox, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    def find_object(self, object_id: str) -> LabeledObject | None:
        """The object with this id, None when there is none."""
        return next((item for item in self.objects if item.id == object_id), None)

    def objects_of(self, class_id: int) -> tuple[LabeledObject, ...]:
        """The objects of a class, in order."""
        return tuple(item for item in self.objects if item.class_id == class_id)

    def boxes_of(self, class_id: int) -> tuple[PromptBox, ...]:
        """The boxes that are examples for a class, in order, those that are switched off included."""
        return tuple(item for item in self.boxes if item.class_id == class_id)

    def rejected_of(self, class_id: int) -> tuple[Rle, ...]:
        """Masks of the candidates that were rejected for a class, in order."""
        return tuple(item.mask for item in self.rejections if item.class_id == class_id)

    def without_class(self, class_id: int) -> "ImageDocument":
        """The same less all that is of a class; itself where nothing is."""
        objects = tuple(item for item in self.objects if item.class_id != class_id)
        boxes = tuple(item for item in self.boxes if item.class_id != class_id)
        rejections = tuple(item for item in self.rejections if item.class_id != class_id)
        left = ImageDocument(objects, boxes, rejections)
        return self if left == self else left
