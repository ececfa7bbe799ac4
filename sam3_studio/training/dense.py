"""First stage: the trunk learns what every patch shows, and which phrases fit it.

Training a whole detector from nothing leads nowhere for a long time, because its boxes, its masks and its words all
wait for features. A dense answer at every patch teaches those directly.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.engine import Tokenizer
from sam3_studio.model import Sam3Model
from sam3_studio.training.data import SceneBatch, reach
from sam3_studio.training.objects import SceneObject
from sam3_studio.training.phrases import Phrase, absent_phrase, present_phrase
from sam3_studio.training.vocabulary import COLORS, SHAPES, TEXTURES, kinds

_FINER = 2
"""Cells per token along each side."""

_PHRASES = 8
"""For each scene."""

_COLOR_INDEX = {name: index for index, name in enumerate(COLORS)}
_TEXTURE_INDEX = {name: index for index, name in enumerate(TEXTURES)}
_IGNORED = -100
"""PyTorch's mark for targets that do not count."""


@dataclass
class Progress:
    """What one step computed.

    Attributes:
        losses: weighted, to be summed.
        figures: to be logged.
    """

    losses: dict[str, Tensor]
    figures: dict[str, float]


class DenseHead(nn.Module):
    """Answers at every patch; dropped when training ends. `vision_features` and `text` have the detector's width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.sizes = (1 + len(kinds()), len(COLORS), len(TEXTURES), 4)
        self.head_cells = nn.Conv2d(width, sum(self.sizes) * _FINER**2, 1)
        self.patch_side = nn.Linear(width, width)
        self.text_side = nn.Linear(width, width)
        self.head_threshold = nn.Linear(width, 1)
        nn.init.constant_(self.head_threshold.bias, -3.0)  # most phrases fit few patches

    def cells(self, features: Tensor) -> list[Tensor]:
        """(B, D, H, W) to kinds, colours, textures and box edges, (B, 2H, 2W, C) each."""
        answers = F.pixel_shuffle(self.head_cells(features), _FINER).permute(0, 2, 3, 1)
        return list(answers.split(self.sizes, dim=-1))

    def fit(self, features: Tensor, text: Tensor) -> Tensor:
        """How well phrases (B, P, D) fit patches (B, D, H, W): (B, P, H, W) logits."""
        patches = self.patch_side(features.flatten(2).transpose(1, 2))  # (B, H·W, D)
        phrases = self.text_side(text)  # (B, P, D)
        logits = phrases @ patches.transpose(1, 2) * phrases.shape[-1] ** -0.5 + self.head_threshold(text)
        return logits.unflatten(2, features.shape[-2:])


class DenseStage(nn.Module):
    """The model's trunk, the neck's level at its scale, its text encoder, and the head."""

    def __init__(self, model: Sam3Model, tokenizer: Tokenizer, seed: int) -> None:
        super().__init__()
        self.model = model
        self.head = DenseHead(model.config.detr_encoder_config.hidden_size)
        self._tokenizer = tokenizer
        self._seed = seed

    def forward(self, batch: SceneBatch) -> Progress:
        """Losses on a batch."""
        return self.losses(self.see(batch.pixels)[1], batch)

    def see(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Pixels to the trunk's output (B, C, H, W) and the neck's level at its scale (B, D, H, W)."""
        vision = self.model.vision_encoder
        grid = pixels.shape[-1] // vision.config.backbone_config.patch_size
        trunk = vision.backbone(pixels).last_hidden_state.unflatten(1, (grid, grid)).permute(0, 3, 1, 2)
        return trunk, vision.neck.fpn_layers[vision.config.scale_factors.index(1.0)](trunk)

    def losses(self, features: Tensor, batch: SceneBatch) -> Progress:
        """Losses of the neck's level (B, D, H, W)."""
        losses, figures = self._name_cells(features, batch)
        losses["phrase"], figures["phrase_iou"] = self._fit_phrases(features, batch)
        return Progress(losses, figures)

    def _name_cells(self, features: Tensor, batch: SceneBatch) -> tuple[dict[str, Tensor], dict[str, float]]:
        kind, color, texture, edges = self.head.cells(features)
        side = kind.shape[1]
        step = batch.labels.shape[-1] / side
        middle = ((torch.arange(side, device=features.device) + 0.5) * step).long()
        labels = batch.labels[:, middle][:, :, middle]  # (B, side, side)
        attributes = _attribute_table(batch.objects).to(features.device)  # (B, 1 + N, 3)
        wanted = attributes.gather(1, labels.flatten(1)[..., None].expand(-1, -1, 3)).unflatten(1, (side, side))
        seen = labels > 0
        is_shape = wanted[..., 1] >= 0
        # Shapes differ in their edges alone and are the harder ones; background is plenty and easy.
        weight = torch.where(seen, torch.where(is_shape, 2.0, 1.0), 0.25)
        naming = F.cross_entropy(kind.flatten(0, 2), wanted[..., 0].flatten(), reduction="none")
        losses = {
            "kind": (naming * weight.flatten()).sum() / weight.sum(),
            "color": F.cross_entropy(color.flatten(0, 2), wanted[..., 1].flatten(), ignore_index=_IGNORED),
            "texture": F.cross_entropy(texture.flatten(0, 2), wanted[..., 2].flatten(), ignore_index=_IGNORED),
            "edges": self._edge_loss(edges, labels, batch.boxes),
        }
        right = kind.argmax(-1) == wanted[..., 0]
        is_thing = seen & ~is_shape
        figures = {
            "shapes_right": _share(right, is_shape),
            "things_right": _share(right, is_thing),
            "colors_right": _share(color.argmax(-1) == wanted[..., 1], is_shape),
            "textures_right": _share(texture.argmax(-1) == wanted[..., 2], is_shape),
        }
        return losses, figures

    def _edge_loss(self, edges: Tensor, labels: Tensor, boxes: Tensor) -> Tensor:
        """How far left, up, right and down the object's box reaches from each cell, in quarters of the picture."""
        side = labels.shape[-1]
        own = boxes.gather(1, (labels.flatten(1) - 1).clamp(min=0)[..., None].expand(-1, -1, 4))  # (B, cells, 4)
        off = F.smooth_l1_loss(edges.flatten(1, 2), reach(own, side), reduction="none", beta=0.2).sum(-1)
        seen = labels.flatten(1) > 0
        return (off * seen).sum() / seen.sum().clamp(min=1)

    def _fit_phrases(self, features: Tensor, batch: SceneBatch) -> tuple[Tensor, float]:
        rng = np.random.default_rng([self._seed, batch.first])
        texts, members = [], torch.zeros(len(batch.objects), _PHRASES, batch.boxes.shape[1])
        for row, objects in enumerate(batch.objects):
            for column in range(_PHRASES):
                said, meant = _any_phrase(objects, rng)
                texts.append(said)
                members[row, column, list(meant)] = 1
        tokens = self._tokenizer(texts, return_tensors="pt")
        length = int(tokens["attention_mask"].sum(1).max())
        mask = tokens["attention_mask"][:, :length].to(features.device)
        text = self.model.get_text_features(tokens["input_ids"][:, :length].to(features.device), mask).pooler_output
        pooled = (text * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)  # (B·P, D)
        logits = self.head.fit(features, pooled.unflatten(0, (-1, _PHRASES)))
        wanted = torch.einsum("bpn,bnhw->bphw", members.to(features.device), batch.coverage(features.shape[-1]))
        off = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
        shown, meant_there = logits > 0, wanted > 0.5
        iou = float((shown & meant_there).sum() / (shown | meant_there).sum().clamp(min=1))
        return 4 * (off * (1 + 3 * wanted)).mean(), iou


def _any_phrase(objects: tuple[SceneObject, ...], rng: np.random.Generator) -> tuple[str, tuple[int, ...]]:
    """A phrase, and the objects that it means."""
    if not objects or rng.random() < 0.3:
        return absent_phrase(objects, rng)[1], ()
    phrase: Phrase = present_phrase(objects, rng)
    return phrase.say(rng), phrase.among(objects)


def _attribute_table(scenes: list[tuple[SceneObject, ...]]) -> Tensor:
    """Kind (0 for the background), colour and texture of every label, (B, 1 + N, 3)."""
    most = max(map(len, scenes))
    table = torch.full((len(scenes), 1 + most, 3), _IGNORED)
    table[:, 0, 0] = 0
    for row, objects in enumerate(scenes):
        for column, found in enumerate(objects, start=1):
            table[row, column, 0] = 1 + found.kind
            if found.color is not None and found.texture is not None and found.kind < len(SHAPES):
                table[row, column, 1] = _COLOR_INDEX[found.color]
                table[row, column, 2] = _TEXTURE_INDEX[found.texture]
    return table


def _share(right: Tensor, counted: Tensor) -> float:
    return float((right & counted).sum() / counted.sum().clamp(min=1))
