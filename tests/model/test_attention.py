"""`model.attention`: the quick way of computing it gives what the plain one gives."""

import pytest
import torch
from torch import Tensor

from sam3_studio.model import attention
from sam3_studio.model.attention import attend, attend_in_parts


def plain(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    logits = query.double() @ key.double().transpose(-1, -2) * query.shape[-1] ** -0.5
    return logits.softmax(-1) @ value.double()


def drawn(*shape: int, scale: float = 1.0) -> Tensor:
    return (torch.randn(shape, generator=torch.Generator().manual_seed(sum(shape))) * scale).to(torch.bfloat16)


def off(a: Tensor, b: Tensor) -> float:
    return float((a.double() - b).norm() / b.norm())


@pytest.mark.parametrize("sharpness", [0.1, 1.0, 6.0])
@pytest.mark.parametrize(
    ("queries", "keys", "depth"), [(50, 50, 16), (33, 700, 32), (577, 577, 64), (30, 5184, 32), (1, 9, 8)]
)
def test_parts_give_what_the_whole_gives_to_the_precision_of_bfloat16(
    queries: int, keys: int, depth: int, sharpness: float
) -> None:
    query, key, value = drawn(2, 3, queries, depth, scale=sharpness), drawn(2, 3, keys, depth), drawn(2, 3, keys, depth)
    with torch.inference_mode():
        assert off(attend_in_parts(query, key, value), plain(query, key, value)) < 0.008  # 2 ** -7


def test_parts_smaller_than_the_whole_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    query, key, value = (drawn(1, 5, 100, 16, scale=scale) for scale in (2.0, 1.0, 1.0))
    monkeypatch.setattr(attention, "_PART", 700)  # seven queries at a time, and the last part smaller
    assert off(attend_in_parts(query, key, value), plain(query, key, value)) < 0.008


def test_a_key_that_the_sample_misses_may_be_larger_than_all_others_by_any_amount() -> None:
    query, key, value = torch.full((1, 1, 20, 16), 50.0), torch.zeros(1, 1, 20, 16), drawn(1, 1, 20, 16)
    key[:, :, 3] = 50.0
    found = attend_in_parts(query.to(torch.bfloat16), key.to(torch.bfloat16), value)
    torch.testing.assert_close(found, value[:, :, 3:4].expand(-1, -1, 20, -1))


def test_values_may_lie_in_memory_in_any_order() -> None:
    turned = [drawn(1, 40, 3, 16).transpose(1, 2) for _ in range(3)]
    straight = [x.contiguous() for x in turned]
    torch.testing.assert_close(attend_in_parts(*turned), attend_in_parts(*straight))


def test_training_never_takes_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "_MANY", 0)
    monkeypatch.setattr(attention, "_lacks_tiles", lambda: True)
    query, key, value = (drawn(1, 1, 8, 16).requires_grad_() for _ in range(3))
    attend(query, key, value, None, None).sum().backward()
    assert query.grad is not None
