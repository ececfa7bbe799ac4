"""What the embedded model knows by name: geometric shapes with attributes, and everyday things."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sam3_studio.core.resources import resource_path

SHAPES: dict[str, tuple[str, ...]] = {
    "circle": ("disc", "disk"),
    "square": (),
    "triangle": (),
    "star": (),
    "ring": ("hoop",),
    "hexagon": (),
    "cross": ("plus sign",),
    "heart": (),
    "crescent": ("crescent moon", "moon"),
    "arrow": (),
    "diamond": ("rhombus",),
    "semicircle": ("half circle",),
    "lightning bolt": ("bolt",),
    "drop": ("teardrop",),
    "gear": ("cog", "cogwheel"),
    "cloud": (),
}
"""Names of the shapes, with their synonyms."""

COLORS: dict[str, tuple[str, ...]] = {
    "red": (),
    "orange": (),
    "yellow": (),
    "green": (),
    "cyan": ("turquoise",),
    "blue": (),
    "purple": ("violet",),
    "pink": (),
    "brown": (),
    "black": (),
    "white": (),
    "gray": ("grey",),
}
TEXTURES: dict[str, tuple[str, ...]] = {
    "plain": ("solid",),
    "striped": ("stripy",),
    "dotted": ("spotted", "polka dot"),
    "checkered": ("checked",),
}
SIZES: dict[str, tuple[str, ...]] = {"small": ("little", "tiny"), "medium": (), "large": ("big", "huge")}

ANY_SHAPE = "shape"
"""The noun that every shape answers to."""

ANYTHING = ("object", "thing")
"""Nouns that every object answers to."""

_IRREGULAR = {
    "broccoli": "broccoli",
    "bread": "bread",
    "bus": "buses",
    "cactus": "cacti",
    "cheese": "cheese",
    "coffee": "coffee",
    "corn": "corn",
    "cutlery": "cutlery",
    "die": "dice",
    "fish": "fish",
    "fork and knife": "forks and knives",
    "glass of wine": "glasses of wine",
    "leaf": "leaves",
    "loaf of bread": "loaves of bread",
    "maple leaf": "maple leaves",
    "mouse": "mice",
    "snowman": "snowmen",
    "octopus": "octopuses",
    "tropical fish": "tropical fish",
    "aircraft": "aircraft",
    "clothing": "clothing",
    "food": "food",
    "furniture": "furniture",
}
_ALREADY_PLURAL = {
    "grapes",
    "cherries",
    "french fries",
    "fries",
    "scissors",
    "glasses",
    "eyeglasses",
    "jeans",
    "trousers",
    "socks",
    "gloves",
    "dice",
}


@dataclass(frozen=True)
class Kind:
    """One kind of thing.

    Attributes:
        names: what it is called, the first one preferred.
        categories: words for larger groups it belongs to.
        is_shape: whether it is a geometric shape, and so has a colour and a texture.
    """

    names: tuple[str, ...]
    categories: tuple[str, ...]
    is_shape: bool


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind: the shapes first, then the things in the order of the glyph sheets."""
    shapes = [Kind((name, *synonyms), (ANY_SHAPE,), is_shape=True) for name, synonyms in SHAPES.items()]
    table = resource_path("training/things.tsv").read_text(encoding="utf-8")
    things = []
    for line in table.splitlines()[1:]:
        _, names, categories = line.split("\t")
        things.append(Kind(_words(names), _words(categories), is_shape=False))
    return (*shapes, *things)


@cache
def nouns() -> dict[str, frozenset[int]]:
    """Every noun in the singular, categories among them, with the kinds it stands for."""
    meaning: dict[str, set[int]] = {}
    for index, kind in enumerate(kinds()):
        for noun in (*kind.names, *kind.categories):
            meaning.setdefault(noun, set()).add(index)
    return {noun: frozenset(indices) for noun, indices in meaning.items()}


def plural(noun: str) -> str:
    """The plural of a noun of the vocabulary."""
    if noun in _ALREADY_PLURAL:
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(("ch", "sh", "s", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun in {"tomato", "mango"} else "s")


@cache
def words() -> tuple[str, ...]:
    """Every word that a prompt about known things can contain, sorted."""
    attributes = (name for table in (COLORS, TEXTURES, SIZES) for entry in table.items() for name in _flat(entry))
    phrases = (*attributes, *nouns(), *map(plural, (*nouns(), *ANYTHING)), *ANYTHING, "a", "an", "the", "visual")
    return tuple(sorted({word for phrase in phrases for word in phrase.split()}))


@cache
def unknown_words() -> tuple[str, ...]:
    """English words that name nothing in this vocabulary, the most frequent first.

    They are whole words of the public CLIP vocabulary, whose order follows their frequency on the web.
    """
    lines = resource_path("tokenizer/clip/merges.txt").read_text(encoding="utf-8").splitlines()[1:]
    known = set(words())
    joined = (line.replace(" ", "") for line in lines)
    whole = (token.removesuffix("</w>") for token in joined if token.endswith("</w>"))
    return tuple(
        word
        for word in whole
        if len(word) > 3
        and word.isascii()
        and word.isalpha()
        and not {word, word.removesuffix("s"), word + "s"} & known
    )[:12000]


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())


def _flat(entry: tuple[str, Iterable[str]]) -> tuple[str, ...]:
    return (entry[0], *entry[1])
