"""Models come and go, fit or do not; a person is told."""

import threading
from collections.abc import Callable

import pytest

from sam3_studio.app.inference.holder import ModelHolder
from sam3_studio.app.inference.messages import LoadedModel, Model, ModelChoice, ModelInfo
from sam3_studio.core.errors import CancelledError, MemoryShortageError, ModelError

GPU = ModelChoice("large", device="cuda:0")
SMALL = ModelChoice("small")


class Model1:
    """A model that answers as its device allows."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.shortages = 0


class Shop:
    """Loads models; those that do not fit are told by source and device."""

    def __init__(self, too_large: set[tuple[str, str]] = frozenset()) -> None:  # type: ignore[assignment]
        self.too_large = too_large
        self.holder: ModelHolder | None = None
        self.loaded: list[tuple[str, str]] = []
        self.beside: list[bool] = []

    def load(self, choice: ModelChoice, _: threading.Event) -> LoadedModel:
        device = "cpu" if choice.device == "auto" else choice.device
        self.loaded.append((str(choice.source), device))
        self.beside.append(self.holder is not None and self.holder.info is not None)
        if (str(choice.source), device) in self.too_large:
            raise MemoryShortageError("too little memory")
        if choice.source == "damaged":
            raise ModelError("The file is damaged.")
        info = ModelInfo(str(choice.source), "", device, "float32", "", 14, 200)
        return LoadedModel(Model1(device), info)  # type: ignore[arg-type]


def holder_of(shop: Shop) -> ModelHolder:
    shop.holder = ModelHolder(shop.load)
    return shop.holder


def place(holder: ModelHolder) -> tuple[str, str] | None:
    return (holder.info.name, holder.info.device) if holder.info else None


@pytest.fixture
def told() -> list[str]:
    return []


def switch(holder: ModelHolder, choice: ModelChoice, told: list[str]) -> None:
    holder.switch(choice, threading.Event(), told.append)


def use(holder: ModelHolder, work: Callable[[Model], str], told: list[str]) -> str:
    return holder.use(work, threading.Event(), told.append)


def only_on_cpu(model: Model) -> str:
    if isinstance(model, Model1) and model.device != "cpu":
        raise MemoryShortageError("too little memory")
    return "answer"


def test_without_a_model_there_is_no_answer(told: list[str]) -> None:
    with pytest.raises(ModelError, match="choose one"):
        use(holder_of(Shop()), only_on_cpu, told)


def test_a_model_that_cannot_be_loaded_leaves_the_present_one(told: list[str]) -> None:
    holder = holder_of(Shop())
    switch(holder, SMALL, told)
    with pytest.raises(ModelError, match="damaged"):
        switch(holder, ModelChoice("damaged"), told)
    assert place(holder) == ("small", "cpu")


def test_a_model_that_does_not_fit_beside_the_present_one_is_loaded_in_its_place(told: list[str]) -> None:
    shop = Shop({("large", "cuda:0")})
    holder = holder_of(shop)
    switch(holder, SMALL, told)
    switch(holder, GPU, told)
    assert list(zip(shop.loaded, shop.beside, strict=True)) == [
        (("small", "cpu"), False),
        (("large", "cuda:0"), True),
        (("large", "cuda:0"), False),
        (("large", "cpu"), False),
    ]


def test_a_model_too_large_for_the_gpu_is_loaded_on_the_cpu_and_that_is_told(told: list[str]) -> None:
    holder = holder_of(Shop({("large", "cuda:0")}))
    switch(holder, GPU, told)
    assert place(holder) == ("large", "cpu")
    assert told == ["The GPU ran out of memory; the model now runs on the CPU."]


def test_a_model_that_fits_nowhere_gives_the_present_one_back(told: list[str]) -> None:
    holder = holder_of(Shop({("large", "cuda:0"), ("large", "cpu")}))
    switch(holder, SMALL, told)
    with pytest.raises(MemoryShortageError):
        switch(holder, GPU, told)
    assert place(holder) == ("small", "cpu")
    assert told == []


def test_when_an_answer_does_not_fit_the_gpu_it_comes_from_the_cpu_and_that_is_told(told: list[str]) -> None:
    holder = holder_of(Shop())
    switch(holder, GPU, told)
    assert use(holder, only_on_cpu, told) == "answer"
    assert place(holder) == ("large", "cpu")
    assert told == ["The GPU ran out of memory; the model now runs on the CPU."]


def test_the_gpu_is_given_free_before_the_model_is_loaded_on_the_cpu(told: list[str]) -> None:
    shop = Shop()
    holder = holder_of(shop)
    switch(holder, GPU, told)
    use(holder, only_on_cpu, told)
    assert shop.beside == [False, False]


def test_what_does_not_fit_the_cpu_fails(told: list[str]) -> None:
    def never(_: Model) -> str:
        raise MemoryShortageError("too little memory")

    holder = holder_of(Shop())
    switch(holder, SMALL, told)
    with pytest.raises(MemoryShortageError):
        use(holder, never, told)
    assert place(holder) == ("small", "cpu")


def test_an_answer_for_which_pictures_had_to_be_forgotten_tells_so(told: list[str]) -> None:
    def forgetting(model: Model) -> str:
        model.shortages += 1  # type: ignore[misc]
        return "answer"

    holder = holder_of(Shop())
    switch(holder, SMALL, told)
    assert use(holder, forgetting, told) == "answer"
    (sentence,) = told
    assert sentence.startswith("Memory ran short")


def test_a_model_that_is_no_longer_wanted_once_it_is_loaded_is_dropped(told: list[str]) -> None:
    cancel = threading.Event()
    shop = Shop()
    holder = holder_of(shop)
    switch(holder, SMALL, told)
    cancel.set()
    with pytest.raises(CancelledError):
        holder.switch(GPU, cancel, told.append)
    assert place(holder) == ("small", "cpu")
