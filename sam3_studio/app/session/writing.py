"""How labels are had from a project, and how a change of them gets into it: the same for all who change."""

import time
from collections.abc import Callable, Iterable

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.document import ImageDocument
from sam3_studio.core.labeling import DECIDED, ImageState, LabelClass, LabeledObject
from sam3_studio.dataset.project.project import Project
from sam3_studio.editing import edits
from sam3_studio.editing.accept import accepted
from sam3_studio.editing.details import default_details


def new_objects(
    candidates: Iterable[Candidate], owner: LabelClass, *, words: str, presence: float, model: str
) -> tuple[LabeledObject, ...]:
    """What candidates of a class become when a person accepts them now.

    Args:
        candidates: of the class.
        owner: the class.
        words: of the prompt that found them.
        presence: of the concept in the picture, 0 to 1.
        model: fingerprint of the weights.
    """
    return accepted(
        candidates,
        owner.id,
        prompt=words,
        presence=presence,
        model=model,
        time=time.time(),
        details=default_details(owner.attributes),
    )


def read(project: Project, name: str) -> ImageDocument:
    """The labels of a picture as they are on disk, what was rejected in it included.

    Raises:
        DatasetError: the project cannot be read.
    """
    document = project.labels.document(name)
    for class_id, masks in project.found.rejections(name).items():
        document = edits.reject(document, class_id, masks)
    return document


def write(
    project: Project,
    name: str,
    before: ImageDocument,
    after: ImageDocument,
    class_ids: Iterable[int],
    state: ImageState | None,
) -> None:
    """Write a change, as a whole or not at all.

    Args:
        project: that has the picture.
        name: of the picture.
        before: the document as it is on disk.
        after: as it is to be.
        class_ids: of the classes that there are.
        state: how far the picture is from now on; None to leave that as it is.

    Raises:
        DatasetError: the project cannot be written.
    """
    with project.transaction():
        for class_id in class_ids:
            if before.rejected_of(class_id) != after.rejected_of(class_id):
                project.found.save_rejected(name, class_id, after.rejected_of(class_id))
        project.labels.save(name, before, after, state)


def state_after(
    state: ImageState, document: ImageDocument, is_offered: Callable[[], bool], *, said: ImageState | None = None
) -> ImageState | None:
    """What a picture's state becomes by a change; None where it stays, as what a person has chosen does.

    Args:
        state: before.
        document: afterwards.
        is_offered: whether there is anything to accept then.
        said: the state that the change itself says: done, or the one before where that is taken back, which counts if a
            person had decided it; None for other changes.
    """
    if said in DECIDED:
        return None if said is state else said
    if state in DECIDED and said is None:
        return None
    open_ = ImageState.IN_WORK if document.objects else ImageState.CANDIDATES if is_offered() else ImageState.NEW
    return None if open_ is state else open_
