"""`training.initialization`: a start from which small transformers learn."""

import pytest
import torch

from sam3_studio.model import Sam3Model
from sam3_studio.model.position import rotary_angles, rotate
from sam3_studio.training.data import SceneSeries
from sam3_studio.training.initialization import initialize
from sam3_studio.training.presets import PRESETS

pytestmark = pytest.mark.slow

SIDE = 48


@pytest.fixture(scope="module")
def model() -> Sam3Model:
    torch.manual_seed(0)
    made = Sam3Model(PRESETS["tiny"].config(300, SIDE))
    initialize(made, pictures())
    return made


def pictures() -> torch.Tensor:
    return SceneSeries(1, SIDE, 48, share_dense=0.5, start=0, stop=1)[0].pixels


def test_patch_filters_answer_about_equally_strong_and_independently(model: Sam3Model) -> None:
    projection = model.vision_encoder.backbone.embeddings.patch_embeddings.projection
    with torch.no_grad():
        answers = projection(pictures()).transpose(0, 1).flatten(1)  # (C, B·N)
    answers = answers - answers.mean(1, keepdim=True)
    spread = answers.std(1)
    assert float(spread.max() / spread.min()) < 4
    correlation = torch.corrcoef(answers) - torch.eye(len(answers))
    assert float(correlation.abs().mean()) < 0.15


def test_heads_first_look_at_one_neighbour(model: Sam3Model) -> None:
    config = model.config.vision_config.backbone_config
    attention = model.vision_encoder.backbone.layers[0].attention
    dim = config.hidden_size // config.num_attention_heads
    window = config.window_size
    cos, sin = rotary_angles(window, window, dim, config.rope_theta, 1.0, torch.device("cpu"))
    query, key = (
        projection.bias.detach().view(-1, 1, dim).expand(-1, window**2, -1)
        for projection in (attention.q_proj, attention.k_proj)
    )
    logits = rotate(query, cos, sin) @ rotate(key, cos, sin).transpose(1, 2)  # (heads, w², w²)
    # The first head looks at itself, the second one at one neighbour in its row.
    assert logits[0, 0].argmax() == 0
    assert logits[1, 0].argmax() != 0 or logits[1, 1].argmax() != 1


def test_queries_start_on_a_grid_and_stay_there(model: Sam3Model) -> None:
    with torch.no_grad():
        found = model(pixel_values=pictures()[:1], input_ids=torch.tensor([[0, 5, 1]]))
    references = model.detr_decoder.reference_points.weight.sigmoid()
    boxes = torch.cat((references[:, :2] - references[:, 2:] / 2, references[:, :2] + references[:, 2:] / 2), dim=1)
    torch.testing.assert_close(found.pred_boxes[0], boxes.detach(), atol=1e-3, rtol=0)


def test_attention_first_keeps_inside_a_box(model: Sam3Model) -> None:
    box = torch.tensor([[[0.5, 0.5, 0.4, 0.4]]])
    with torch.no_grad():
        bias = model.detr_decoder.box_bias(box, (20, 20))[0, 0, 1].view(20, 20)
    assert float(bias[8:12, 8:12].min()) > float(bias[0].max()) + 1
