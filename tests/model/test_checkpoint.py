"""Loading weights: every layout through one door, and one sentence for everything that is wrong with them."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import golden
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from sam3_studio.model import CheckpointError, Sam3Config, Sam3Model, bytes_to_load, locate, stored_names

pytestmark = pytest.mark.slow

A = golden.ROOT / "A"
PREFIX = "detector_model."


@pytest.fixture(scope="module")
def weights() -> dict[str, Tensor]:
    return Sam3Model.from_pretrained(A).state_dict()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkpoint folder without weights."""
    (tmp_path / "config.json").write_bytes((A / "config.json").read_bytes())
    return tmp_path


def assert_same(model: Sam3Model, weights: dict[str, Tensor]) -> None:
    got = model.state_dict()
    assert got.keys() == weights.keys()
    assert [name for name in got if not torch.equal(got[name], weights[name])] == []


@pytest.mark.parametrize("source", ["A", "A/model.safetensors", "A_original", "A_original/sam3.pt"])
def test_every_published_layout_gives_the_same_weights_bit_for_bit(source: str, weights: dict[str, Tensor]) -> None:
    assert_same(Sam3Model.from_pretrained(golden.ROOT / source), weights)


def test_an_image_only_folder_without_prefix_loads(folder: Path, weights: dict[str, Tensor]) -> None:
    save_file(weights, folder / "model.safetensors")
    assert_same(Sam3Model.from_pretrained(folder), weights)


def test_a_checkpoint_split_over_files_loads(folder: Path, weights: dict[str, Tensor]) -> None:
    names = sorted(weights)
    parts = {"model-1.safetensors": names[::2], "model-2.safetensors": names[1::2]}
    for file, part in parts.items():
        save_file({PREFIX + name: weights[name] for name in part}, folder / file)
    index = {"weight_map": {PREFIX + name: file for file, part in parts.items() for name in part}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert_same(Sam3Model.from_pretrained(folder), weights)


def test_original_names_in_a_safetensors_file_load(folder: Path, weights: dict[str, Tensor]) -> None:
    """As the community's float16 copies of SAM 3.1 have them."""
    state = torch.load(golden.ROOT / "A_original" / "sam3.pt", weights_only=True)
    state = {name: tensor.contiguous() for name, tensor in state.items() if not tensor.is_complex()}
    save_file(state, folder / "sam3.1_multiplex_fp16.safetensors")
    assert_same(Sam3Model.from_pretrained(folder), weights)


def test_original_weights_under_a_model_entry_load(folder: Path, weights: dict[str, Tensor]) -> None:
    state = torch.load(golden.ROOT / "A_original" / "sam3.pt", weights_only=True)
    torch.save({"model": state, "epoch": 3}, folder / "sam3.1_multiplex.pt")
    assert_same(Sam3Model.from_pretrained(folder), weights)


@pytest.mark.parametrize(
    ("stored", "wanted"),
    [
        (torch.float32, torch.bfloat16),
        (torch.float16, torch.float32),
        (torch.bfloat16, torch.float32),
        (torch.bfloat16, torch.float16),
    ],
)
def test_any_stored_precision_loads_as_any_other(
    folder: Path, weights: dict[str, Tensor], stored: torch.dtype, wanted: torch.dtype
) -> None:
    save_file({name: weight.to(stored) for name, weight in weights.items()}, folder / "model.safetensors")
    model = Sam3Model.from_pretrained(folder, dtype=wanted)
    name = "vision_encoder.backbone.layers.0.mlp.fc1.weight"
    assert torch.equal(model.get_parameter(name), weights[name].to(stored).to(wanted))


def test_coordinates_keep_float32_weights_in_a_half_precision_model() -> None:
    model = Sam3Model.from_pretrained(A, dtype=torch.bfloat16)
    assert model.detr_decoder.reference_points.weight.dtype == torch.float32


def test_without_a_wish_the_stored_precision_stays() -> None:
    assert Sam3Model.from_pretrained(golden.ROOT / "B_plain").dtype == torch.bfloat16


def test_a_loaded_model_is_ready_for_inference() -> None:
    assert not Sam3Model.from_pretrained(A).training


def test_a_loaded_model_does_not_depend_on_the_file_any_more(folder: Path, weights: dict[str, Tensor]) -> None:
    save_file(weights, folder / "model.safetensors")
    model = Sam3Model.from_pretrained(folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(100)
    assert_same(model, weights)


def test_a_name_on_the_hub_means_the_newest_downloaded_snapshot(
    tmp_path: Path, weights: dict[str, Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = tmp_path / "models--facebook--sam3" / "snapshots" / "0123abc"
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_bytes((A / "config.json").read_bytes())
    save_file(weights, snapshot / "model.safetensors")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert_same(Sam3Model.from_pretrained("facebook/sam3", device_map="auto"), weights)


def a_snapshot(cache: Path, commit: str, *files: str) -> Path:
    snapshot = cache / "models--facebook--sam3" / "snapshots" / commit
    snapshot.mkdir(parents=True)
    for name in files:
        (snapshot / name).touch()
    return snapshot


def test_an_interrupted_download_does_not_hide_a_complete_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    complete = a_snapshot(tmp_path, "1" * 40, "config.json", "model.safetensors")
    a_snapshot(tmp_path, "2" * 40, "config.json")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert locate("facebook/sam3") == complete


def test_of_complete_snapshots_the_one_that_main_stands_for_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = a_snapshot(tmp_path, "1" * 40, "config.json", "model.safetensors")
    a_snapshot(tmp_path, "2" * 40, "config.json", "model.safetensors")
    (wanted.parents[1] / "refs").mkdir()
    (wanted.parents[1] / "refs" / "main").write_text("1" * 40)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert locate("facebook/sam3") == wanted


@pytest.mark.parametrize(
    ("variable", "place"), [("HF_HOME", "hub"), ("XDG_CACHE_HOME", "huggingface/hub"), ("HUGGINGFACE_HUB_CACHE", ".")]
)
def test_every_published_variable_moves_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, place: str
) -> None:
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    snapshot = a_snapshot(tmp_path / place, "1" * 40, "config.json", "model.safetensors")
    assert locate("facebook/sam3") == snapshot


def test_stored_names_are_listed_without_reading_weights() -> None:
    listed = {name: shape for name, shape, _ in stored_names(A)}
    assert listed["detector_model.detr_decoder.query_embed.weight"] == (10, 32)


def test_the_bytes_to_load_are_those_of_the_weights_without_a_tracker_s(tmp_path: Path) -> None:
    weights = {"detector_model.a.weight": torch.zeros(3, 5), "tracker_model.b.weight": torch.zeros(100)}
    save_file(weights, tmp_path / "model.safetensors")
    assert bytes_to_load(tmp_path) == 60


def damaged(change: Callable[[dict[str, Tensor]], None]) -> Callable[[Path, dict[str, Tensor]], Path]:
    def write(folder: Path, weights: dict[str, Tensor]) -> Path:
        changed = dict(weights)
        change(changed)
        save_file(changed, folder / "model.safetensors")
        return folder

    return write


def cut(length: int) -> Callable[[Path, dict[str, Tensor]], Path]:
    def write(folder: Path, weights: dict[str, Tensor]) -> Path:
        save_file(weights, folder / "model.safetensors")
        with (folder / "model.safetensors").open("r+b") as file:
            file.truncate(length)
        return folder

    return write


def header(entry: object) -> Callable[[Path, dict[str, Tensor]], Path]:
    def write(folder: Path, _: dict[str, Tensor]) -> Path:
        text = (entry if isinstance(entry, str) else json.dumps({"w": entry})).encode()
        (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + bytes(64))
        return folder

    return write


def file(name: str, content: bytes) -> Callable[[Path, dict[str, Tensor]], Path]:
    def write(folder: Path, _: dict[str, Tensor]) -> Path:
        (folder / name).write_bytes(content)
        return folder

    return write


def a_pickle_of_code(folder: Path, _: dict[str, Tensor]) -> Path:
    torch.save({"model": Sam3Config()}, folder / "sam3.pt")
    return folder


def a_cut_pickle(folder: Path, _: dict[str, Tensor]) -> Path:
    content = (golden.ROOT / "A_original" / "sam3.pt").read_bytes()
    (folder / "sam3.pt").write_bytes(content[: len(content) // 2])
    return folder


def two_weight_files(folder: Path, weights: dict[str, Tensor]) -> Path:
    for name in ("one", "two"):
        save_file(weights, folder / f"{name}.safetensors")
    return folder


NAME = "detr_decoder.query_embed.weight"


@pytest.mark.parametrize(
    ("make", "messages"),
    [
        (damaged(lambda w: w.pop(NAME)), ["model.safetensors lacks tensor", NAME, "download it again"]),
        (damaged(lambda w: w.update(extra=torch.zeros(2))), ["holds tensor extra", "config.json"]),
        (damaged(lambda w: w.update({NAME: torch.zeros(9, 32)})), [NAME, "[9, 32]", "[10, 32]"]),
        (damaged(lambda w: w.update({NAME: torch.zeros(10, 32, dtype=torch.int8)})), [NAME, "int8", "float32"]),
        (damaged(dict.clear), ["none of SAM 3's weights"]),
        (cut(100_000), ["cut short", "tensor", "download it again"]),
        (cut(500), ["cut short inside its header"]),
        (cut(3), ["no safetensors file"]),
        (header("{]"), ["damaged header"]),
        (header({"dtype": "F99", "shape": [1], "data_offsets": [0, 4]}), ["tensor w in an unknown way"]),
        (header({"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}), ["tensor w wrongly"]),
        (header({"dtype": "F32", "shape": [-1], "data_offsets": [4, 0]}), ["tensor w wrongly"]),
        (header({"dtype": "F32", "shape": [999], "data_offsets": [0, 3996]}), ["tensor w should end at byte"]),
        (file("model.safetensors.index.json", b"[]"), ["no index of weight files"]),
        (file("model.safetensors.index.json", b'{"weight_map": {"a": "gone.safetensors"}}'), ["gone", "missing"]),
        (file("model.safetensors.index.json", b'{"weight_map": {"a": "../a.safetensors"}}'), ["outside its folder"]),
        (file("sam3.pt", b"not a pickle"), ["sam3.pt is damaged"]),
        (a_cut_pickle, ["sam3.pt is damaged"]),
        (a_pickle_of_code, ["sam3.pt is damaged or no PyTorch checkpoint of plain tensors"]),
        (two_weight_files, ["one.safetensors, two.safetensors", "give the one that is meant"]),
        (lambda folder, _: folder, ["holds no weights"]),
        (lambda folder, _: folder / "config.json", ["is no weight file"]),
        (lambda folder, _: folder / "absent", ["does not exist"]),
        (lambda *_: Path("facebook/never-downloaded"), ["sam3-studio model download"]),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore")  # torch warns of its own internals while it refuses a file
def test_what_is_wrong_is_told_in_a_sentence(
    make: Callable[[Path, dict[str, Tensor]], Path], messages: list[str], folder: Path, weights: dict[str, Tensor]
) -> None:
    source = make(folder, weights)
    with pytest.raises(CheckpointError) as error:
        Sam3Model.from_pretrained(source)
    text = str(error.value)
    assert [message for message in messages if message not in text] == []
    assert "\n" not in text


def test_nothing_is_executed_from_a_pickle(folder: Path, tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return (Path.touch, (tmp_path / "exploded",))

    torch.save({"model": {"a": Bomb()}}, folder / "sam3.pt")
    with pytest.raises(CheckpointError):
        Sam3Model.from_pretrained(folder)
    assert not (tmp_path / "exploded").exists()


def test_the_home_of_a_person_who_is_not_known_here_is_told_as_missing() -> None:
    with pytest.raises(CheckpointError, match=r"~nobody-of-that-name"):
        locate("~nobody-of-that-name/model.safetensors")
