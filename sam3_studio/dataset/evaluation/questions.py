"""Labeled pictures as questions with known answers.

Two kinds of COCO files are read. In a plain one every category is asked of every picture. In one whose pictures have a
`text_input`, as the SA-Co evaluation sets have (https://github.com/facebookresearch/sam3), each entry of `images` is
one question: that noun phrase about that file. Such entries may go beyond SA-Co: `input_boxes` (x, y, width, height in
pixels) with `input_boxes_labels` (1 or 0) are exemplars, `prompt_kind` names a group of questions to be told apart, and
`excluded_annotations` lists masks that a negative exemplar rules out. As in that evaluation, questions whose answers
are not exhaustive (`is_instance_exhaustive` 0) are not asked.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pycocotools import mask as coco_mask

from sam3_studio.core.errors import DatasetError, PromptError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.dataset.files import inside, relative_name
from sam3_studio.dataset.reading.coco import is_crowd

CocoRle = dict[str, Any]
"""A mask as pycocotools has it: `size` and compressed `counts`."""

FOLDER_FILE = "annotations.json"
"""The COCO file of a folder."""

PLAIN = "category"
"""The group of all questions of a plain COCO file."""

TEXT = "text"
"""The group of questions that name none."""

CocoBox = tuple[float, float, float, float]
"""x, y, width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about one picture, and what should be found.

    Attributes:
        image: path of the picture.
        prompts: one or more: what is asked; what they find together is the answer.
        label: class or phrase, for figures by class.
        group: kind of question, for figures by kind.
        height: of the picture in pixels.
        width: of the picture in pixels.
        targets: masks of the objects to be found.
        ignored: masks of crowds: what is found there counts neither way.
        excluded: masks of objects that a negative exemplar rules out.
        boxes: of the targets, as the file has them; empty where it has none, so that those of the masks hold.
    """

    image: Path
    prompts: tuple[Prompt, ...]
    label: str
    group: str
    height: int
    width: int
    targets: tuple[CocoRle, ...]
    ignored: tuple[CocoRle, ...] = ()
    excluded: tuple[CocoRle, ...] = ()
    boxes: tuple[CocoBox, ...] = ()

    @property
    def category(self) -> str:
        """What COCO's AP counts as one category: a class, but all phrases of a kind together."""
        return self.label if self.group == PLAIN else self.group


def read_questions(path: Path, image_root: Path | None = None) -> list[Question]:
    """The questions of a COCO file, picture by picture.

    Args:
        path: the file, or a folder with `annotations.json` in it.
        image_root: the folder that `file_name` starts from; by default the first of the file's own folder and
            `images` in it or beside it that holds the first picture.

    Raises:
        DatasetError: the file cannot be read, or is no COCO file with segmentations.
    """
    if path.is_dir():
        path /= FOLDER_FILE
    try:
        content = json.loads(path.read_bytes())
        entries = content["images"]
        by_image: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
        categories = {int(entry["id"]): str(entry["name"]) for entry in content.get("categories", ())}
        groups = {int(entry["id"]): entry.get("supercategory") for entry in content.get("categories", ())}
        for annotation in content["annotations"]:
            annotation["iscrowd"] = is_crowd(annotation, groups.get(annotation.get("category_id")))
            by_image[annotation["image_id"]].append(annotation)
        root = image_root or _image_root(path.parent, entries)
        questions = [
            question for entry in entries for question in _of_entry(entry, by_image[entry["id"]], categories, root)
        ]
    except OSError as error:
        raise DatasetError(
            "{path} cannot be read ({reason}); give a COCO file.", path=path, reason=error.strerror
        ) from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, PromptError) as error:
        raise DatasetError(
            "{path} is no COCO file with segmentations ({kind}: {reason}).",
            path=path,
            kind=type(error).__name__,
            reason=error,
        ) from error
    if not questions:
        raise DatasetError("{path} has nothing to look for: it has no pictures or no categories.", path=path)
    return sorted(questions, key=lambda question: str(question.image))


def _image_root(folder: Path, entries: list[dict[str, Any]]) -> Path:
    name = relative_name(entries[0]["file_name"])
    places = (folder, folder / "images", folder.parent / "images", folder.parent)
    return next((place for place in places if place.joinpath(name).is_file()), folder)


def _of_entry(
    entry: Mapping[str, Any], annotations: list[dict[str, Any]], categories: Mapping[int, str], root: Path
) -> Iterator[Question]:
    """The questions of one entry of `images`."""
    height, width = int(entry["height"]), int(entry["width"])
    image = inside(root, PurePosixPath(relative_name(entry["file_name"])))
    if "text_input" not in entry:
        for number, name in categories.items():
            own = [a for a in annotations if a["category_id"] == number]
            single = [a for a in own if not a["iscrowd"]]
            yield Question(
                image,
                (Prompt(name),),
                name,
                PLAIN,
                height,
                width,
                tuple(_rle(a["segmentation"], height, width) for a in single),
                tuple(_rle(a["segmentation"], height, width) for a in own if a["iscrowd"]),
                boxes=tuple(_box(a["bbox"]) for a in single) if all("bbox" in a for a in single) else (),
            )
        return
    if not entry.get("is_instance_exhaustive", 1):
        return
    text = entry["text_input"]
    labels = entry.get("input_boxes_labels") or [1] * len(entry.get("input_boxes") or ())
    boxes = tuple(
        ExemplarBox(Box(x, y, x + w, y + h), positive=bool(label))
        for (x, y, w, h), label in zip(entry.get("input_boxes") or (), labels, strict=True)
    )
    yield Question(
        image,
        (Prompt(text, boxes),),
        str(text or "boxes alone"),
        str(entry.get("prompt_kind") or TEXT),
        height,
        width,
        tuple(_rle(a["segmentation"], height, width) for a in annotations),
        excluded=tuple(_rle(mask, height, width) for mask in entry.get("excluded_annotations", ())),
    )


def _box(values: Any) -> CocoBox:
    x, y, width, height = map(float, values)
    return x, y, width, height


def _rle(segmentation: Any, height: int, width: int) -> CocoRle:
    """Any of COCO's three ways to write a mask."""
    if isinstance(segmentation, list):
        if not segmentation:
            raise ValueError("an object has a box alone, and no outline")
        merged: CocoRle = coco_mask.merge(coco_mask.frPyObjects(segmentation, height, width))
        return merged
    if isinstance(segmentation["counts"], list):
        counted: CocoRle = coco_mask.frPyObjects(segmentation, height, width)
        return counted
    if list(segmentation["size"]) != [height, width]:
        raise ValueError(f"a mask of {segmentation['size']} belongs to a picture of {[height, width]}")
    return {"size": [height, width], "counts": segmentation["counts"].encode("ascii")}
