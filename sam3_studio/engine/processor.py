"""Pictures and prompts together, as the model takes them."""

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import Any, Self

import torch

from sam3_studio.engine.batch import BatchFeature, Sizes, read_sizes
from sam3_studio.engine.box_prompts import VISUAL_PROMPT, BoxRows, Row, encode_boxes, read_boxes
from sam3_studio.engine.image_input import ImageBatch
from sam3_studio.engine.image_processor import Sam3ImageProcessor
from sam3_studio.engine.post_processing import PostProcessing
from sam3_studio.engine.tokenizer import Tokenizer
from sam3_studio.model import PADDING_LABEL


class Sam3Processor(PostProcessing):
    """Prepares pictures, texts and boxes for SAM 3, and turns its outputs into results.

    A call takes any combination of them. Texts and boxes go with pictures one to one; one picture may also have
    several prompts, and one text several pictures: their tensors then have batch sizes of their own, 1 or as
    many as the others. What comes out, as far as it applies:

    - `pixel_values`, `original_sizes`, `labels`: see `Sam3ImageProcessor`;
    - `input_ids`, `attention_mask`: see `Tokenizer`; boxes without words come with the text "visual";
    - `input_boxes` (N, n, 4) float32, (cx, cy, w, h) relative to the picture, not clipped to it, and
      `input_boxes_labels` (N, n) int64, both padded with `point_pad_value`. When no prompt has a box, both are
      left out.

    Args:
        image_processor: prepares pictures.
        tokenizer: prepares texts.
        target_size: side in pixels that pictures are resized to; None leaves it to the image processor.
        point_pad_value: marks padding among boxes and labels; the model expects the default.
    """

    def __init__(
        self,
        image_processor: Sam3ImageProcessor,
        tokenizer: Tokenizer,
        target_size: int | None = None,
        point_pad_value: int = PADDING_LABEL,
    ) -> None:
        if target_size is not None:
            image_processor = replace(image_processor, size={"height": target_size, "width": target_size})
        self.image_processor = image_processor
        self.tokenizer = tokenizer
        self.target_size = image_processor.size["height"]
        self.point_pad_value = point_pad_value

    @classmethod
    def from_pretrained(
        cls,
        source: str | PathLike[str],
        *,
        target_size: int | None = None,
        point_pad_value: int = PADDING_LABEL,
        **overrides: Any,
    ) -> Self:
        """The processor of a checkpoint.

        Args:
            source: its folder, a file in it, or the name of a Hub repository that was downloaded before.
            target_size: as in the constructor.
            point_pad_value: as in the constructor.
            overrides: attributes of `Sam3ImageProcessor` to set otherwise, such as
                `size={"height": 560, "width": 560}`.

        Raises:
            ModelError: there is no such checkpoint, or a file is damaged.
            TypeError: an override is not an attribute.
        """
        image_processor = Sam3ImageProcessor.from_pretrained(source, **overrides)
        return cls(image_processor, Tokenizer.from_pretrained(source), target_size, point_pad_value)

    def __call__(
        self,
        images: ImageBatch | None = None,
        text: str | Sequence[str | None] | None = None,
        segmentation_maps: ImageBatch | None = None,
        input_boxes: BoxRows | None = None,
        input_boxes_labels: BoxRows | None = None,
        original_sizes: Sizes | None = None,
        return_tensors: str | None = None,
        **kwargs: Any,
    ) -> BatchFeature:
        """Prepare pictures and prompts.

        Args:
            images: as in `Sam3ImageProcessor`.
            text: one for all or one per prompt; None where boxes alone say what is wanted, "" for no words.
            segmentation_maps: as in `Sam3ImageProcessor`.
            input_boxes: for each prompt None or boxes (x1, y1, x2, y2) in pixels of the picture, which they
                may leave; nested lists, arrays, or a tensor.
            input_boxes_labels: 1 on a box of what is wanted, 0 on one of what is not; all 1 where left out.
            original_sizes: (height, width) in pixels of pictures that were prepared before, for boxes on
                them; not looked at when there are images.
            return_tensors: "pt", "np" or None, as in `BatchFeature.collate`.
            kwargs: further arguments of `Sam3ImageProcessor`.

        Warns:
            PromptLengthWarning: a text was cut.

        Raises:
            ValueError: the arguments do not fit each other, or one of them makes no sense.
        """
        features = BatchFeature()
        sizes: list[tuple[int, int]] = []
        if images is not None:
            features.update(self.image_processor(images, segmentation_maps, return_tensors, **kwargs))
            sizes = read_sizes(features["original_sizes"])
        elif segmentation_maps is not None:
            raise ValueError("segmentation_maps need their images")
        elif original_sizes is not None:
            sizes = read_sizes(original_sizes)
            features.update(BatchFeature.collate({"original_sizes": torch.tensor(sizes)}, return_tensors))

        rows = self._read_boxes(input_boxes, input_boxes_labels)
        texts = _resolve_texts(text, rows)
        _check_batch(len(sizes), texts, rows)
        if texts is not None:
            features.update(self.tokenizer(texts, return_tensors))
        if rows is not None:
            boxes, labels = encode_boxes(rows, sizes, self.point_pad_value)
            columns = {"input_boxes": boxes, "input_boxes_labels": labels}
            features.update(BatchFeature.collate(columns, return_tensors))
        if not features:
            raise ValueError("there is nothing to process: give images, text or input_boxes")
        return features

    def _read_boxes(self, boxes: BoxRows | None, labels: BoxRows | None) -> list[Row] | None:
        if boxes is None:
            if labels is not None:
                raise ValueError("input_boxes_labels come without input_boxes")
            return None
        rows = read_boxes(boxes, labels, self.point_pad_value)
        return rows if any(len(values) for _, values in rows) else None


def _resolve_texts(text: str | Sequence[str | None] | None, rows: list[Row] | None) -> str | list[str] | None:
    """The texts with "visual" where boxes stand alone; one text for all stays a string.

    Raises:
        ValueError: a prompt has neither text nor boxes, or the numbers of texts and boxes differ.
    """
    if isinstance(text, str):
        return text
    if text is None:
        if rows is None:
            return None
        text = [None] * len(rows)
    elif not isinstance(text, (list, tuple)):
        raise ValueError(f"text is a string or a list of strings, not {text!r}")
    if rows is not None and len(text) != len(rows):
        raise ValueError(f"there are {len(text)} texts, but input_boxes is for {len(rows)} prompts")
    texts = []
    for index, entry in enumerate(text):
        if entry is None and (rows is None or not len(rows[index][1])):
            raise ValueError(f"prompt {index} has neither text nor boxes")
        texts.append(VISUAL_PROMPT if entry is None else entry)
    return texts


def _check_batch(pictures: int, texts: str | list[str] | None, rows: list[Row] | None) -> None:
    if rows is not None and not pictures:
        raise ValueError("input_boxes are in pixels of a picture: give images or original_sizes with them")
    if isinstance(texts, list) and pictures and len(texts) != pictures and 1 not in (len(texts), pictures):
        raise ValueError(f"there are {len(texts)} texts, but {pictures} pictures")
