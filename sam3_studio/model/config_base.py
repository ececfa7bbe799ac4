"""What configurations have in common: reading, writing, and refusing values that no model can be built from."""

import dataclasses
import math
from collections.abc import Mapping
from typing import Any, ClassVar, Self, get_args, get_origin

_LARGEST = 1 << 18
"""Bound of every whole number: beyond, a file is damaged, and building the model would not end."""

_LARGEST_BY_NAME = {
    "num_hidden_layers": 1000,
    "num_layers": 1000,
    "num_upsampling_stages": 100,
    "image_size": 1 << 14,
    "patch_size": 1 << 10,
    "window_size": 1 << 10,
    "roi_size": 1 << 10,
}
"""Tighter bounds, of numbers that time or memory grows with before the weights' shapes are compared."""


@dataclasses.dataclass(kw_only=True)
class Config:
    """A configuration that reads itself from, and writes itself to, nested dictionaries.

    Raises:
        ValueError: a value has the wrong type, or no model can be built from it.
    """

    model_type: ClassVar[str] = ""

    initializer_range: float = 0.02

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            name, kind, value = field.name, field.type, getattr(self, field.name)
            if isinstance(kind, type) and issubclass(kind, Config):
                setattr(self, name, self._part(name, kind, value))
            elif wanted := _mismatch(value, kind, _LARGEST_BY_NAME.get(name, _LARGEST)):
                raise self._refusal(f"{name} should be {wanted}, not {_short(value)}")
        self._check()

    def _part(self, name: str, kind: type["Config"], value: object) -> "Config":
        """A configuration in this one, which a file gives as a dictionary; None is the public one."""
        if isinstance(value, kind):
            return value
        if value is None:
            return kind()
        if isinstance(value, Mapping):
            return kind.from_dict(value)
        raise self._refusal(f"{name} is {value!r}, not a configuration")

    def _check(self) -> None:
        """Raise ValueError for values that do not fit each other."""
        heads, width = getattr(self, "num_attention_heads", 1), getattr(self, "hidden_size", 0)
        if width % heads:
            raise self._refusal(f"hidden_size {width} cannot be shared by {heads} attention heads")
        activation = getattr(self, "hidden_act", "gelu")
        if activation not in {"gelu", "relu"}:
            raise self._refusal(f"hidden_act {activation!r} is not known; gelu and relu are")

    def _refusal(self, reason: str) -> ValueError:
        """The error that names this configuration."""
        return ValueError(f"{type(self).__name__}: {reason}")

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """From a dictionary; unknown keys are ignored, missing ones take the public default."""
        known = {field.name for field in dataclasses.fields(cls)}
        return cls(**{key: value for key, value in values.items() if key in known})

    def to_dict(self) -> dict[str, Any]:
        """As nested dictionaries, ready for `config.json`."""
        values: dict[str, Any] = {"model_type": self.model_type}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            values[field.name] = value.to_dict() if isinstance(value, Config) else value
        return values


def _mismatch(value: Any, kind: Any, largest: int, smallest: int = 1) -> str:
    """What a value should be instead; empty if it is of its kind. Kinds other than those below are not looked at."""
    if kind is int and not (type(value) is int and smallest <= value <= largest):
        return f"a {'positive ' if smallest else ''}whole number up to {largest}"
    if kind is float and not (type(value) in {int, float} and 0 <= value <= _LARGEST**2 and math.isfinite(value)):
        return "a number, not negative"
    if kind is str and not isinstance(value, str):
        return "a word"
    if get_origin(kind) is list:
        (entry,) = get_args(kind)
        if not isinstance(value, list):
            return "a list"
        # Layers are counted from 0.
        return next((f"a list of which each is {m}" for v in value if (m := _mismatch(v, entry, largest, 0))), "")
    return ""


def _short(value: Any) -> str:
    """A value as it can stand in a sentence."""
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
