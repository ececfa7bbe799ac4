"""Scenes as tensors, drawn by worker processes."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from sam3_studio.model import cxcywh_to_xyxy
from sam3_studio.training.objects import MOST_OBJECTS, Scene, SceneObject
from sam3_studio.training.scenes import draw_scene


@dataclass
class SceneBatch:
    """B scenes.

    Attributes:
        first: number of the first scene; with the seed it tells prompts apart.
        pixels: (B, 3, side, side) in [-1, 1].
        labels: (B, side, side) int64, 0 for the background, i + 1 for object i.
        boxes: (B, N, 4) tight boxes of what is seen, (cx, cy, w, h) relative to the picture; 0 where there is none.
        objects: of each scene.
    """

    first: int
    pixels: Tensor
    labels: Tensor
    boxes: Tensor
    objects: list[tuple[SceneObject, ...]]

    def to(self, device: torch.device) -> "SceneBatch":
        """The same, elsewhere."""
        return SceneBatch(
            self.first, self.pixels.to(device), self.labels.to(device), self.boxes.to(device), self.objects
        )

    def coverage(self, side: int) -> Tensor:
        """Share of each cell of a grid that each object covers, (B, N, side, side) in [0, 1].

        Args:
            side: of the grid; the picture's side is a multiple of it.
        """
        cell = self.labels.shape[-1] // side
        cells = self.labels.unflatten(1, (side, cell)).unflatten(3, (side, cell)).permute(0, 1, 3, 2, 4).flatten(3)
        # Counting labels in cells is many times cheaper than pooling a full mask for every object.
        counts = torch.zeros(*cells.shape[:3], self.boxes.shape[1] + 1, device=cells.device)
        counts.scatter_add_(3, cells, torch.ones((), device=cells.device).expand(cells.shape))
        return counts[..., 1:].permute(0, 3, 1, 2) / cell**2


class SceneSeries(Dataset[SceneBatch]):
    """Batches of scenes from a series; batch i always holds the same ones.

    Args:
        seed: of the series.
        side: of a picture in pixels.
        batch: scenes in one.
        share_dense: of scenes that are densely packed.
        start: number of the first batch, where a run goes on.
        stop: number of the batch after the last.
        stride: from one batch to the next: as many processes as take turns.
    """

    def __init__(
        self, seed: int, side: int, batch: int, *, share_dense: float, start: int, stop: int, stride: int = 1
    ) -> None:
        self._seed, self._side, self._batch = seed, side, batch
        self._share_dense = share_dense
        self._numbers = range(start, stop, stride)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> SceneBatch:
        first = self._numbers[index] * self._batch
        scenes = [
            draw_scene(self._seed, number, self._side, dense=(number - first) < self._share_dense * self._batch)
            for number in range(first, first + self._batch)
        ]
        return collate(first, scenes)


def reach(boxes: Tensor, side: int) -> Tensor:
    """How far boxes reach left, up, right and down from the cells of a grid, in quarters of the picture.

    Args:
        boxes: (B, side · side, 4) one for each cell, (cx, cy, w, h).
        side: of the grid.

    Returns:
        (B, side · side, 4).
    """
    centre = (torch.arange(side, device=boxes.device) + 0.5) / side
    y, x = (part.flatten() for part in torch.meshgrid(centre, centre, indexing="ij"))
    here, corners = torch.stack((x, y), dim=-1), cxcywh_to_xyxy(boxes)
    return 4 * torch.cat((here - corners[..., :2], corners[..., 2:] - here), dim=-1)


def collate(first: int, scenes: Sequence[Scene]) -> SceneBatch:
    """Scenes of one size as a batch."""
    pixels = torch.stack([torch.from_numpy(scene.pixels.copy()) for scene in scenes])  # (B, side, side, 3)
    labels = torch.stack([torch.from_numpy(scene.labels.copy()) for scene in scenes]).long()
    return SceneBatch(
        first,
        (pixels.permute(0, 3, 1, 2).float() - 127.5) / 127.5,
        labels,
        _boxes(labels),
        [scene.objects for scene in scenes],
    )


def loader(series: SceneSeries, workers: int) -> DataLoader[SceneBatch]:
    """Draws ahead in other processes; with 0 workers in this one."""
    return DataLoader(series, batch_size=None, num_workers=workers, prefetch_factor=4 if workers else None)


def _boxes(labels: Tensor) -> Tensor:
    """Tight boxes of every label, (B, N, 4)."""
    side = labels.shape[-1]
    seen = labels[:, None] == torch.arange(1, MOST_OBJECTS + 1)[:, None, None]  # (B, N, side, side)
    columns, rows = seen.any(2).float(), seen.any(3).float()  # (B, N, side)
    x0, y0 = columns.argmax(-1), rows.argmax(-1)
    x1, y1 = side - columns.flip(-1).argmax(-1), side - rows.flip(-1).argmax(-1)
    boxes = torch.stack((x0 + x1, y0 + y1, 2 * (x1 - x0), 2 * (y1 - y0)), dim=-1) / (2 * side)
    return boxes * seen.any(3).any(2)[..., None]
