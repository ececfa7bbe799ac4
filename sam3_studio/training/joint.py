"""Second stage: the whole model, from pictures and prompts to masks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sam3_studio.engine import Tokenizer
from sam3_studio.engine.box_prompts import VISUAL_PROMPT
from sam3_studio.model import DetectorOutput, PictureFeatures, PromptTokens, Sam3Model, Sam3VisionEncoderOutput
from sam3_studio.model.layers import Trace
from sam3_studio.model.position import PositionEncodings, cxcywh_to_xyxy
from sam3_studio.model.prompt import PADDING_LABEL
from sam3_studio.training.data import SceneBatch, reach
from sam3_studio.training.dense import DenseStage, Progress
from sam3_studio.training.losses import box_loss, dice, focal, mask_cross_entropy
from sam3_studio.training.matching import Matches, giou, match
from sam3_studio.training.prompts import PromptKind, ScenePrompt, choose_kind, make_prompt

TEXT_KINDS = {PromptKind.TEXT: 0.68, PromptKind.ABSENT: 0.32}
"""Of batches without any box: these have no class token, as prompts without boxes have none in use."""

BOX_KINDS = {
    PromptKind.BOX: 0.38,
    PromptKind.TEXT_AND_NEGATIVE: 0.32,
    PromptKind.TEXT_AND_BOX: 0.12,
    PromptKind.TEXT: 0.08,
    PromptKind.ABSENT: 0.1,
}
"""Of batches with boxes, as long as a stage says nothing else."""


@dataclass(frozen=True)
class JointSettings:
    """What differs between the stages that train everything.

    Attributes:
        prompts: for each scene.
        alpha: weight of positives in the focal loss, of 1; above one half, scores lean towards recall.
        gamma: of the focal loss; 0 makes scores bold.
        mask_scenes: share of the scenes that masks are made for; their fine features cost as much as the rest.
        mask_prompts: prompts of each of these that masks are made for.
        mask_weight: factor on the losses of masks.
        exclusions: share of prompts with boxes that exclude a kind of things.
        boxes: share of batches with boxes.
    """

    prompts: int
    alpha: float
    gamma: float
    mask_scenes: float
    mask_prompts: int
    mask_weight: float
    exclusions: float = BOX_KINDS[PromptKind.TEXT_AND_NEGATIVE]
    boxes: float = 0.5

    @property
    def box_kinds(self) -> dict[PromptKind, float]:
        """Of batches with boxes, with so many exclusions."""
        others = (1 - self.exclusions) / (1 - BOX_KINDS[PromptKind.TEXT_AND_NEGATIVE])
        return {kind: others * share for kind, share in BOX_KINDS.items()} | {
            PromptKind.TEXT_AND_NEGATIVE: self.exclusions
        }


@dataclass(frozen=True)
class _Layer:
    """What one decoder layer says: boxes (R, Q, 4), logits (R, Q), presence (R)."""

    boxes: Tensor
    logits: Tensor
    presence: Tensor


class JointStage(nn.Module):
    """The whole model; the dense head stays on to keep the trunk's features, and help is given to the encoder."""

    def __init__(self, dense: DenseStage, tokenizer: Tokenizer, seed: int, settings: JointSettings) -> None:
        super().__init__()
        self.dense = dense
        self.head_tokens = nn.Linear(dense.model.config.detr_encoder_config.hidden_size, 5)
        self.settings = settings
        self._tokenizer = tokenizer
        self._seed = seed
        # Attention inside boxes was fitted beforehand; to train it on would cost a tenth of every step.
        decoder = dense.model.detr_decoder
        for bias in (decoder.box_rpb_embed_x, decoder.box_rpb_embed_y):
            bias.requires_grad_(False)

    @property
    def model(self) -> Sam3Model:
        """The model itself, without what only helps to train it."""
        return self.dense.model

    def forward(self, batch: SceneBatch) -> Progress:
        """Losses on a batch, with prompts that the batch's number and the seed decide."""
        rng = np.random.default_rng([self._seed, batch.first, 1])
        trunk, coarse = self.dense.see(batch.pixels)
        with_boxes = rng.random() < self.settings.boxes
        kinds = self.settings.box_kinds if with_boxes else TEXT_KINDS
        prompts = [
            make_prompt(objects, choose_kind(kinds, rng), rng)
            for objects in batch.objects
            for _ in range(self.settings.prompts)
        ]
        scene = torch.arange(len(batch.objects), device=batch.pixels.device).repeat_interleave(self.settings.prompts)
        pictures = self.model.prepare(_coarsest(coarse)).rows(scene)
        tokens = self._read(pictures, prompts, batch.boxes[scene], rng)
        trace = Trace(wants_hidden_states=True)
        found = self.model.detect(pictures, tokens, decoder_trace=trace)
        losses, figures, last = self._detection_losses(found, trace, tokens, prompts, batch.boxes[scene])
        losses["tokens"] = self._token_loss(found.memory, batch, scene, prompts)
        losses |= self._mask_losses(trunk, tokens, found, last, batch, prompts, rng)
        dense = self.dense.losses(coarse, batch)
        losses["dense"] = torch.stack(list(dense.losses.values())).sum() * 0.5
        return Progress(losses, figures | {"phrase_iou": dense.figures["phrase_iou"]})

    def _read(
        self,
        pictures: PictureFeatures,
        prompts: Sequence[ScenePrompt],
        boxes: Tensor,
        rng: np.random.Generator,
    ) -> PromptTokens:
        """The prompts as the model reads them; boxes are drawn a little carelessly, as people do."""
        rows = self._tokenizer([prompt.text or VISUAL_PROMPT for prompt in prompts], return_tensors="pt")
        length = int(rows["attention_mask"].sum(1).max())
        ids = rows["input_ids"][:, :length].to(boxes.device)
        mask = rows["attention_mask"][:, :length].to(boxes.device)
        text = self.model.get_text_features(ids, mask).pooler_output
        most = max(len(prompt.examples) for prompt in prompts)
        if most == 0:
            return self.model.encode_prompt(pictures, text, mask)
        examples = torch.full((len(prompts), most, 4), 0.5, device=boxes.device)
        labels = torch.full((len(prompts), most), PADDING_LABEL, device=boxes.device)
        for row, prompt in enumerate(prompts):
            for column, (number, positive) in enumerate(prompt.examples):
                examples[row, column] = _careless(boxes[row, number], rng)
                labels[row, column] = int(positive)
        return self.model.encode_prompt(pictures, text, mask, examples, labels)

    def _detection_losses(
        self,
        found: DetectorOutput,
        trace: Trace,
        tokens: PromptTokens,
        prompts: Sequence[ScenePrompt],
        wanted: Tensor,
    ) -> tuple[dict[str, Tensor], dict[str, float], Matches]:
        """Scores, presence and boxes after every decoder layer; the last one's matches."""
        targets = [prompt.targets for prompt in prompts]
        count = max(1, sum(map(len, targets)))
        there = torch.tensor([float(bool(meant)) for meant in targets], device=wanted.device)
        layers = self._layers(found, trace, tokens)
        sums: dict[str, Tensor] = {}
        for layer in layers:
            share = 1.0 if layer is layers[-1] else 0.6
            matches = match(layer.logits, layer.boxes, wanted, targets)
            answers = torch.zeros_like(layer.logits)
            answers[matches.rows, matches.queries] = 1.0
            scores = focal(layer.logits, answers, alpha=self.settings.alpha, gamma=self.settings.gamma)
            # Whether anything is there at all is presence's to say, so absent phrases weigh less here.
            scores = (scores * (0.3 + 0.7 * there)[:, None]).sum() / count
            boxes = box_loss(layer.boxes[matches.rows, matches.queries], wanted[matches.rows, matches.objects])
            presence = F.binary_cross_entropy_with_logits(layer.presence, there)
            weight = 4.0 if self.settings.gamma else 1.0
            for name, loss in (("score", weight * scores), ("box", boxes.sum() / count), ("presence", 2 * presence)):
                sums[name] = sums.get(name, torch.zeros((), device=wanted.device)) + share * loss
        # One-to-one matches teach few queries; the first layer learns from three for each object.
        many = match(None, layers[0].boxes, wanted, targets, repeat=3)
        first = box_loss(layers[0].boxes[many.rows, many.queries], wanted[many.rows, many.objects])
        sums["one_to_many"] = 0.3 * first.sum() / count
        return sums, _figures(layers[-1], matches, wanted, there), matches

    def _layers(self, found: DetectorOutput, trace: Trace, tokens: PromptTokens) -> list[_Layer]:
        """What each decoder layer says, read as the last one is."""
        decoder = self.model.detr_decoder
        layers = []
        for hidden, reference in zip(trace.hidden_states[1:], found.decoded.reference_boxes, strict=True):
            queries = decoder.output_layer_norm(hidden[:, 1:])
            boxes = decoder.corrected(reference, queries)
            logits = self.model.dot_product_scoring(queries, tokens.tokens, tokens.mask)
            presence = decoder.presence_head(decoder.presence_layer_norm(hidden[:, 0]))[:, 0]
            layers.append(_Layer(boxes, logits, presence))
        return layers

    def _token_loss(self, memory: Tensor, batch: SceneBatch, scene: Tensor, prompts: Sequence[ScenePrompt]) -> Tensor:
        """Every encoder token tells whether it shows what was asked for, and how far that object's box reaches."""
        answers = self.head_tokens(memory)  # (R, H·W, 5)
        grid = math.isqrt(answers.shape[1])
        coverage = batch.coverage(grid)[scene]
        coverage = (coverage * _members(prompts, coverage.shape[1], memory.device)[..., None, None]).flatten(2)
        shown, owner = coverage.sum(1), coverage.argmax(1)  # (R, H·W)
        own = batch.boxes[scene].gather(1, owner[..., None].expand(-1, -1, 4))
        off = F.binary_cross_entropy_with_logits(answers[..., 0], shown, reduction="none") * (1 + 3 * shown)
        sides = F.smooth_l1_loss(answers[..., 1:], reach(own, grid), reduction="none", beta=0.2).sum(-1)
        inside = shown > 0.35
        return 3 * off.mean() + (sides * inside).sum() / inside.sum().clamp(min=1)

    def _mask_losses(
        self,
        trunk: Tensor,
        tokens: PromptTokens,
        found: DetectorOutput,
        matches: Matches,
        batch: SceneBatch,
        prompts: Sequence[ScenePrompt],
        rng: np.random.Generator,
    ) -> dict[str, Tensor]:
        """Instance masks of matched queries and the semantic mask, for some prompts of some scenes."""
        scenes, picked = self._choose_for_masks(prompts, rng)  # (S), (K) prompts in the order of their scenes
        scenes, picked = scenes.to(trunk.device), picked.to(trunk.device)
        levels, _ = self.model.vision_encoder.neck(trunk[scenes])
        decoder = self.model.mask_decoder
        convolved = decoder.pixel_decoder.prepare(levels[:-1])
        convolved = tuple(level.repeat_interleave(self.settings.mask_prompts, 0) for level in convolved)
        mask = None if tokens.mask is None else tokens.mask[picked]
        pixels = decoder.embed_pixels(found.memory[picked], convolved, tokens.tokens[picked], mask)
        coverage = batch.coverage(pixels.shape[-1])[picked // self.settings.prompts]  # (K, N, h, w)
        place = torch.full((len(prompts),), -1, device=picked.device)
        place[picked] = torch.arange(len(picked), device=picked.device)
        kept = place[matches.rows] >= 0
        rows, queries, objects = place[matches.rows[kept]], matches.queries[kept], matches.objects[kept]
        logits = decoder.instance_logits(found.decoded.queries[picked], pixels)[rows, queries]  # (M, h, w)
        wanted = coverage[rows, objects]
        members = _members(prompts, coverage.shape[1], picked.device)[picked]  # (K, N)
        whole = (coverage * members[..., None, None]).sum(1, keepdim=True)  # (K, 1, h, w)
        semantic = decoder.semantic_logits(pixels)
        weight = self.settings.mask_weight / max(1, len(rows))
        return {
            "mask": 4 * weight * mask_cross_entropy(logits, wanted).sum(),
            "dice": 3 * weight * dice(logits, wanted).sum(),
            "semantic": F.binary_cross_entropy_with_logits(semantic, whole) + dice(semantic, whole).mean(),
        }

    def _choose_for_masks(self, prompts: Sequence[ScenePrompt], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Scenes and prompts, those with most objects first: pixel features cost the same for one as for many."""
        worth = np.array([min(len(prompt.targets), 4) + 4 * rng.random() for prompt in prompts])
        worth = worth.reshape(-1, self.settings.prompts)  # (B, P)
        count = max(1, round(self.settings.mask_scenes * len(worth)))
        scenes = np.sort(np.argsort(-worth.max(1))[:count])
        best = np.argsort(-worth[scenes], axis=1)[:, : self.settings.mask_prompts]
        picked = scenes[:, None] * self.settings.prompts + np.sort(best, axis=1)
        return torch.from_numpy(scenes), torch.from_numpy(picked.ravel())


def _coarsest(coarse: Tensor) -> Sam3VisionEncoderOutput:
    """The neck's coarsest level (B, D, H, W) alone, which is all that the detector reads."""
    height, width = coarse.shape[-2:]
    return Sam3VisionEncoderOutput(
        last_hidden_state=coarse[:0],
        fpn_hidden_states=(coarse,),
        fpn_position_encoding=PositionEncodings(((height, width),), coarse.shape[1], coarse.device),
    )


def _members(prompts: Sequence[ScenePrompt], most: int, device: torch.device) -> Tensor:
    """1 where an object is to be found, (R, N)."""
    members = torch.zeros(len(prompts), most)
    for row, prompt in enumerate(prompts):
        members[row, list(prompt.targets)] = 1
    return members.to(device)


def _careless(box: Tensor, rng: np.random.Generator) -> Tensor:
    """A box (4) as a hand would draw it: edges off by a few percent."""
    corners = cxcywh_to_xyxy(box)
    off = torch.from_numpy(rng.normal(0, 0.04, 4)).float().to(box.device) * box[2:].repeat(2)
    first, last = (corners + off).clamp(0, 1).split(2)
    last = torch.maximum(last, first + 0.02)
    return torch.cat(((first + last) / 2, last - first))


@torch.no_grad()
def _figures(layer: _Layer, matches: Matches, wanted: Tensor, there: Tensor) -> dict[str, float]:
    """Recall and precision of scores above 0.5, IoU of matched boxes, presence that is right."""
    scores = layer.logits.sigmoid() * layer.presence.sigmoid()[:, None]
    shown = scores > 0.5
    overlap = giou(
        cxcywh_to_xyxy(layer.boxes[matches.rows, matches.queries]),
        cxcywh_to_xyxy(wanted[matches.rows, matches.objects]),
    )
    hit = shown[matches.rows, matches.queries] & (overlap > 0.5)
    return {
        "recall": float(hit.sum() / max(1, len(hit))),
        "precision": float(hit.sum() / shown.sum().clamp(min=1)),
        "box_giou": float(overlap.mean()) if len(hit) else 0.0,
        "presence_right": float(((layer.presence > 0) == there.bool()).float().mean()),
    }
