"""Everything that is drawn as tiles: the picture, the semantic map, masks of objects and candidates, highlights."""

import time
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage

from sam3_studio.app.canvas.clearing import Popped
from sam3_studio.app.canvas.items import (
    NUMBERED,
    CandidateView,
    Entry,
    HitIndex,
    Palette,
    entry_of_candidate,
    entry_of_object,
)
from sam3_studio.app.canvas.mask_layer import MaskLayer
from sam3_studio.app.canvas.masks import RunsCache
from sam3_studio.app.canvas.picture import PictureSource
from sam3_studio.app.canvas.semantic import SemanticSource
from sam3_studio.app.canvas.style import DisplayOptions, Labels, tone_table
from sam3_studio.app.canvas.tiles import Place, TileLayer
from sam3_studio.app.canvas.view import View
from sam3_studio.core.geometry import Box
from sam3_studio.core.labeling import LabelClass, LabeledObject
from sam3_studio.core.rle import Rle

PICTURE_BYTES = 160 << 20
"""Bound of the picture's tiles; the four layers above it have a quarter each."""


class Stage:
    """The layers, and what is known of what lies on them.

    Args:
        pixels: (height, width, 3) uint8, RGB.
    """

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self.size = pixels.shape[1], pixels.shape[0]
        self.source = PictureSource(pixels)
        self.preview = self.source.preview()
        self.options = DisplayOptions()
        self.ratio = 1.0
        self.palette = Palette((), self.options, 1.0)
        self._runs = runs = RunsCache()
        self._semantic = SemanticSource(runs)
        self._picture_layer = TileLayer(self.source, PICTURE_BYTES)
        self._semantic_layer = TileLayer(self._semantic, PICTURE_BYTES // 4)
        self._objects, self._candidates, self._marks = (MaskLayer(runs, PICTURE_BYTES // 4) for _ in range(3))
        self.objects: tuple[LabeledObject, ...] = ()
        self.candidates: tuple[CandidateView, ...] = ()
        self._rejected: tuple[Rle, ...] = ()
        self._object_index: HitIndex | None = None
        self._index: HitIndex | None = None
        self._marked: tuple[tuple[str, bool], ...] = ()
        self._relayered = False

    @property
    def layers(self) -> tuple[TileLayer, ...]:
        """From the lowest to the uppermost."""
        masks = (layer.tiles for layer in (self._objects, self._candidates, self._marks))
        return (self._picture_layer, self._semantic_layer, *masks)

    @property
    def shown_layers(self) -> tuple[TileLayer, ...]:
        """Those of the layers that are to be seen."""
        return tuple(layer for layer in self.layers if layer is not self._semantic_layer or self.options.semantic)

    def take_changed(self) -> set[Place] | None:
        """Where tiles were made since this was asked last; None: all may look different."""
        made = set[Place]().union(*(layer.take_made() for layer in self.layers))
        relayered, self._relayered = self._relayered, False
        return None if relayered else made

    @property
    def index(self) -> HitIndex:
        """What is shown, made anew when it is first asked for after a change."""
        if self._object_index is None:
            objects = tuple(map(entry_of_object, self._shown_objects()))
            self._object_index = HitIndex(objects, self._runs)
        if self._index is None:
            candidates = tuple(map(entry_of_candidate, self._shown_candidates()))
            self._index = self._object_index + HitIndex(candidates, self._runs)
        return self._index

    @property
    def labelled(self) -> tuple[CandidateView, ...]:
        """The candidates that have a label even while nothing points at them; labels give way to one another."""
        shown = [view for view in self._shown_candidates() if not view.ghost]
        if self.options.labels is not Labels.ALWAYS:
            most = NUMBERED if self.options.labels is Labels.HOVER else 0
            shown = [view for view in shown if view.number <= most]
        return tuple(shown)

    @property
    def numbered(self) -> list[Entry]:
        """The candidates that a key accepts; unlike `index`, this does not depend on anything else that is shown."""
        shown = [view for view in self._shown_candidates() if 0 < view.number <= NUMBERED and not view.ghost]
        return [entry_of_candidate(view) for view in shown if view.candidate.mask.box is not None]

    @property
    def contents(self) -> tuple[Popped, ...]:
        """The collections that take memory, to be emptied once the stage is not shown any more."""
        pieces = (layer.source.pieces for layer in (self._objects, self._candidates, self._marks))
        drawn = (layer.tiles for layer in self.layers)
        return (*drawn, *pieces, self.source.levels, self._runs.known)

    def set_look(self, classes: Iterable[LabelClass], options: DisplayOptions, ratio: float) -> None:
        """Colours, options, and device pixels for one logical pixel of the screen."""
        if (options.brightness, options.contrast) != (self.options.brightness, self.options.contrast):
            self.source.tones = tone_table(options)
            self._picture_layer.outdate()
            self.preview = self.source.preview()
        self._relayered |= options.semantic != self.options.semantic
        self.options = options
        self.ratio = ratio
        self.palette = Palette(classes, options, ratio)
        self._refresh_objects()
        self._refresh_candidates()
        self._refresh_marks()

    def set_objects(self, objects: Sequence[LabeledObject]) -> list[QRectF]:
        """What a person has accepted; returns the areas of the picture where masks changed."""
        self.objects = tuple(objects)
        areas = self._refresh_objects()
        return areas + self._refresh_marks()

    def set_candidates(self, candidates: Sequence[CandidateView]) -> list[QRectF]:
        """What the model proposes; returns the areas of the picture where masks changed."""
        self.candidates = tuple(candidates)
        areas = self._refresh_candidates()
        return areas + self._refresh_marks()

    def set_semantic(self, heat: NDArray[np.float32] | None, rejected: Sequence[Rle] = ()) -> bool:
        """The (rows, columns) semantic map, 0 to 1, and what a person has looked at there; whether either is new."""
        if heat is self._semantic.heat and tuple(rejected) == self._rejected:
            return False
        self._rejected = tuple(rejected)
        self._semantic.set_map(heat, self.size)
        self._reindex()
        self._semantic_layer.outdate()
        return True

    def mark(self, selected: Iterable[str], hovered: Iterable[str]) -> list[QRectF]:
        """Highlight what is selected and what is pointed at; returns the areas of the picture that changed."""
        self._marked = tuple((name, True) for name in selected) + tuple((name, False) for name in hovered)
        return self._refresh_marks()

    def _shown_objects(self) -> list[LabeledObject]:
        return [item for item in self.objects if self.options.objects and not item.hidden]

    def _shown_candidates(self) -> list[CandidateView]:
        options = self.options
        return [view for view in self.candidates if options.candidates and (options.ghosts or not view.ghost)]

    def _refresh_objects(self) -> list[QRectF]:
        paint = self.palette.object
        wanted = [(item.id, item.mask, paint(item.class_id, item.id)) for item in self._shown_objects()]
        areas = self._objects.show(wanted)
        self._object_index = None
        self._reindex()
        return areas

    def _refresh_candidates(self) -> list[QRectF]:
        # Ghosts lie below, and the best candidate on top.
        ordered = sorted(self._shown_candidates(), key=lambda view: (not view.ghost, -view.number))
        paint = self.palette.candidate
        wanted = [(view.id, view.candidate.mask, paint(view.class_id, view.id, ghost=view.ghost)) for view in ordered]
        areas = self._candidates.show(wanted)
        self._reindex()
        return areas

    def _refresh_marks(self) -> list[QRectF]:
        masks = {entry.hit.id: entry.mask for entry in self.index.entries} if self._marked else {}
        selected, hovered = self.palette.selected(), self.palette.hovered()
        wanted = [
            (f"{name}/{strong}", masks[name], selected if strong else hovered)
            for name, strong in self._marked
            if name in masks
        ]
        return self._marks.show(wanted)

    def _reindex(self) -> None:
        self._index = None
        if self.options.semantic:
            kept = [view.candidate.mask for view in self.candidates if not view.ghost]
            self._semantic.set_masks((*(item.mask for item in self.objects), *kept, *self._rejected))
            self._semantic_layer.outdate()

    def set_scale(self, scale: float) -> None:
        """Another zoom."""
        for layer in self.layers:
            layer.set_scale(scale)

    def make(self, view: View, seen: QRect, deadline: float) -> bool:
        """Make what is missing of the tiles in `seen` until the deadline; whether nothing is missing any more.

        `seen` is in device pixels from the picture's corner, the deadline in seconds of `time.perf_counter`.
        """
        extent = QRect(0, 0, *view.extent)
        complete = True
        # A change of what a person works on is to be seen before the picture is.
        order = [self._marks.tiles, self._candidates.tiles, self._objects.tiles, self._picture_layer]
        for layer in (*order, *([self._semantic_layer] if self.options.semantic else [])):
            complete &= layer.make(layer.missing(seen & extent), extent, seen, deadline)
            if time.perf_counter() > deadline and not complete:
                return False
        return complete

    @property
    def semantic(self) -> NDArray[np.float32] | None:
        """The (rows, columns) semantic map, None where there is none."""
        return self._semantic.heat

    def missed(self) -> NDArray[np.bool_]:
        """(rows, columns) of the semantic map where it is sure and nothing is accepted, proposed or rejected."""
        return self._semantic.missed()

    def small_picture(self, side: int) -> QImage:
        """The picture with no side longer than `side` pixels."""
        return self.preview.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )

    def box_of(self, name: str) -> Box | None:
        """The tight box around an object's or candidate's mask."""
        entry = next((entry for entry in self.index.entries if entry.hit.id == name), None)
        return entry.mask.box if entry else None


def seen_of(view: View) -> QRect:
    """The viewport, in device pixels from the picture's corner."""
    return QRect(-view.left, -view.top, *view.viewport)
