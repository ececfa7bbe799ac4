"""Named tensors on their way from the processors into the model."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

# (height, width) in pixels of each picture
Sizes = Sequence[Sequence[int]] | NDArray[np.integer] | Tensor


class BatchFeature(dict[str, Any]):
    """A dict whose keys are attributes too, and whose tensors move together.

    It unpacks into a call: `model(**inputs.to("cuda"))`.
    """

    @classmethod
    def collate(cls, columns: Mapping[str, Tensor | Sequence[Tensor]], return_tensors: str | None) -> Self:
        """One entry per name in the form asked for.

        Args:
            columns: a tensor with one row per picture or prompt, or a sequence of such rows.
            return_tensors: "pt" for tensors, "np" for arrays, None for lists: of tensors where a row is a
                picture, else of numbers.

        Raises:
            ValueError: another form, or rows of different shape that cannot be stacked.
        """
        if return_tensors not in ("pt", "np", None):
            raise ValueError(f'return_tensors is "pt", "np" or None, not {return_tensors!r}')
        if return_tensors is None:
            return cls({name: [_plain(row) for row in rows] for name, rows in columns.items()})
        tensors = {name: _stacked(name, rows) for name, rows in columns.items()}
        if return_tensors == "np":
            return cls({name: tensor.numpy(force=True) for name, tensor in tensors.items()})
        return cls(tensors)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"there is no {name!r} here, only {', '.join(self) or 'nothing'}") from None

    def to(
        self,
        *targets: str | int | torch.device | torch.dtype,
        device: str | int | torch.device | None = None,
        dtype: torch.dtype | None = None,
        non_blocking: bool = False,
    ) -> Self:
        """Move every tensor, in place.

        Args:
            targets: a device, a dtype, or both, in any order.
            device: the same by name.
            dtype: the same by name; ids, masks, labels and sizes keep theirs, only floating tensors change.
            non_blocking: let copies from pinned memory overlap with computation.

        Returns:
            This batch.
        """
        for target in targets:
            if isinstance(target, torch.dtype):
                dtype = target
            else:
                device = target
        for name, value in self.items():
            if isinstance(value, Tensor):
                cast = dtype if dtype is not None and value.is_floating_point() else value.dtype
                self[name] = value.to(device=device, dtype=cast, non_blocking=non_blocking)
        return self


def read_sizes(sizes: Sizes) -> list[tuple[int, int]]:
    """(height, width) of each picture as plain integers.

    Raises:
        ValueError: it is not pairs of at least 1.
    """
    rows = sizes.tolist() if isinstance(sizes, Tensor) else sizes
    values = np.asarray(rows, dtype=np.int64)
    if values.ndim != 2 or values.shape[1] != 2 or not (values >= 1).all():
        raise ValueError(f"sizes are a list of (height, width) of at least 1 pixel, not {rows}")
    return [(int(height), int(width)) for height, width in values]


def _plain(row: Tensor) -> Any:
    return row if row.ndim >= 3 else row.tolist()


def _stacked(name: str, rows: Tensor | Sequence[Tensor]) -> Tensor:
    if isinstance(rows, Tensor):
        return rows
    shapes = {tuple(row.shape) for row in rows}
    if len(shapes) > 1:
        raise ValueError(
            f"{name} of different shapes {sorted(shapes)} cannot be stacked; resize them, or pass return_tensors=None"
        )
    return torch.stack(list(rows))
