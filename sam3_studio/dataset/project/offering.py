"""What a person is offered in a picture, once the model has been asked about it."""

from sam3_studio.core.candidates import not_accepted, not_rejected, shown
from sam3_studio.core.labeling import NOT_BEGUN, ImageState
from sam3_studio.dataset.project.found import Found
from sam3_studio.dataset.project.project import Project


def offer(project: Project, name: str, same_object: float) -> tuple[ImageState, dict[int, Found], dict[int, int]]:
    """Count what is offered of what was found; the picture's state follows, unless a person has chosen one.

    A class that is switched off is counted, and leaves the state as it is: nothing of it is shown in the picture.

    Args:
        project: that the picture is in.
        name: of the picture; that it could not be read before is forgiven.
        same_object: above this IoU with an accepted object a candidate is that object.

    Returns:
        How far the picture is, what was found in it, and how many candidates of that pass, both by class.

    Raises:
        DatasetError: the project cannot be read or written.
    """
    found, objects = project.found.found(name), project.labels.document(name).objects
    offered, classes = {}, project.classes.list()
    for one in classes:
        if kept := found.get(one.id):
            new = not_rejected(kept.candidates, kept.rejected)
            new = not_accepted(new, [item for item in objects if item.class_id == one.id], iou=same_object)
            offered[one.id] = len(shown(new, one.threshold, one.minimum_area))
    record = project.images.find(name)
    if record is None:
        return ImageState.NEW, found, offered
    due = record.state
    if due is ImageState.FAILED and objects:
        due = ImageState.IN_WORK
    elif due in NOT_BEGUN:
        is_offered = any(offered.get(one.id) for one in classes if one.active)
        due = ImageState.CANDIDATES if is_offered else ImageState.NEW
    if due is not record.state or record.failure is not None:
        project.images.set_state([name], due, by_person=False)
    return due, found, offered
