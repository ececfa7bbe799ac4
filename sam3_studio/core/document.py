"""Everything in one picture that a person can undo."""

from dataclasses import dataclass

from sam3_studio.core.labeling import LabeledObject, PromptBox


@dataclass(frozen=True, slots=True)
class ImageDocument:
    """The labels and prompt boxes of one picture. A change makes a new document that shares what stays the same.

    Attributes:
        objects: in the order in which they were made; ids are unique.
        boxes: in the order in which they were drawn; ids are unique.
    """

    objects: tuple[LabeledObject, ...] = ()
    boxes: tuple[PromptBox, ...] = ()

    def find_object(self, object_id: str) -> LabeledObject | None:
        """The object with this id, None when there is none."""
        return next((item for item in self.objects if item.id == object_id), None)

    def find_box(self, box_id: str) -> PromptBox | None:
        """The box with this id, None when there is none."""
        return next((item for item in self.boxes if item.id == box_id), None)

    def objects_of(self, class_id: int) -> tuple[LabeledObject, ...]:
        """The objects of a class, in order."""
        return tuple(item for item in self.objects if item.class_id == class_id)

    def boxes_of(self, class_id: int) -> tuple[PromptBox, ...]:
        """The boxes that are examples for a class, in order, those that are switched off included."""
        return tuple(item for item in self.boxes if item.class_id == class_id)
