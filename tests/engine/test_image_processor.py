import hashlib
import json

import numpy as np
import pytest
import torch
from golden import ONE_STEP, ROOT, cases, picture
from PIL import Image

from sam3_studio.core.errors import ModelError
from sam3_studio.engine import Sam3ImageProcessor
from sam3_studio.engine.image_input import read_image
from sam3_studio.engine.image_processor import _resized, _resized_by_rounding

GOLDEN = [
    pytest.param(case, index, id=f"{case}:{index}:{item['file']}:{item.get('as', 'pillow')}")
    for case in cases("image_processor")
    for index, item in enumerate(case.meta["items"])
]


def square(side: int = 28, **settings: object) -> Sam3ImageProcessor:
    return Sam3ImageProcessor(size={"height": side, "width": side}, **settings)


@pytest.fixture
def pixels() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (19, 33, 3), dtype=np.uint8)


def in_form(image: Image.Image, form: str | None) -> object:
    if form == "numpy":
        return np.array(image)
    return torch.from_numpy(np.array(image)).permute(2, 0, 1) if form == "torch" else image


@pytest.mark.parametrize(("case", "index"), GOLDEN)
def test_pixel_values_are_bit_for_bit_the_published_ones(case, index):
    item = case.meta["items"][index]
    result = square(item["shape"][-1])(in_form(picture(item["file"]), item.get("as")))
    stored = (case.tensors[f"{index}.pixel_values_u8"].float() - 127.5) / 127.5
    stride = item["stride"]
    assert list(result.pixel_values.shape) == item["shape"]
    assert torch.equal(result.pixel_values[..., ::stride, ::stride], stored)
    assert hashlib.sha256(result.pixel_values.numpy().tobytes()).hexdigest() == item["sha256"]
    assert torch.equal(result.original_sizes, case.tensors[f"{index}.original_sizes"])


@pytest.mark.parametrize(
    "form",
    [
        Image.fromarray,
        lambda p: p.transpose(2, 0, 1),
        lambda p: np.ascontiguousarray(p[:, ::-1])[:, ::-1],
        lambda p: np.asarray(Image.fromarray(p)),
        torch.from_numpy,
        lambda p: torch.from_numpy(p.transpose(2, 0, 1).copy()),
        lambda p: p.astype(np.int64),
        lambda p: p.astype(np.float32) / 255,
        lambda p: p.astype(np.float64),
        lambda p: torch.from_numpy(p).double() / 255,
        lambda p: np.concatenate([p, np.full((19, 33, 1), 9, np.uint8)], axis=2),
        lambda p: [p],
        lambda p: (Image.fromarray(p),),
        lambda p: p[None],
        lambda p: torch.from_numpy(p)[None],
    ],
    ids=[
        "pillow", "channels first", "negative strides", "read-only", "tensor, channels last",
        "tensor, channels first", "int64", "0 to 1", "0 to 255 as float", "tensor, 0 to 1", "RGBA", "list", "tuple",
        "batch", "tensor batch",
    ],
)  # fmt: skip
def test_every_form_of_a_picture_gives_the_same_pixel_values(pixels, form):
    assert torch.equal(square()(form(pixels)).pixel_values, square()(pixels).pixel_values)


@pytest.mark.parametrize("form", [np.array, lambda p: np.array(p)[..., None], lambda p: torch.tensor(np.array(p))])
def test_gray_is_repeated_into_three_channels(form):
    gray, processor = picture("p3.png"), square(do_normalize=False)
    assert torch.equal(processor(form(gray)).pixel_values, processor(gray).pixel_values)


def test_pictures_of_different_size_make_one_batch():
    files = ["p0.png", "p1.png", "p3.png"]
    batch = square()([picture(file) for file in files])
    assert batch.original_sizes.tolist() == [[90, 120], [101, 75], [40, 61]]
    for row, file in enumerate(files):
        assert torch.equal(batch.pixel_values[row], square()(picture(file)).pixel_values[0])


def test_height_and_width_may_differ(pixels):
    result = Sam3ImageProcessor(size={"height": 14, "width": 42})(pixels)
    assert result.pixel_values.shape == (1, 3, 14, 42)


def test_layout_can_be_told_where_it_cannot_be_guessed():
    ambiguous = np.random.default_rng(0).integers(0, 256, (3, 20, 3), dtype=np.uint8)
    guessed = square()(ambiguous)
    told = square()(ambiguous, input_data_format="channels_first")
    assert guessed.original_sizes.tolist() == [[3, 20]]
    assert told.original_sizes.tolist() == [[20, 3]]


def test_a_layout_that_does_not_fit_is_refused(pixels):
    with pytest.raises(ValueError, match=r"1, 3 or 4 channels, not \(19, 33, 3\)"):
        square()(pixels, input_data_format="channels_first")


def test_an_unknown_layout_is_refused(pixels):
    with pytest.raises(ValueError, match='"channels_first", "channels_last" or None, not \'NCHW\''):
        square()(pixels, input_data_format="NCHW")


def test_a_palette_with_transparency_is_read_without_a_warning():
    image = Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)).convert("P")
    opaque = square()(image.convert("RGB")).pixel_values
    image.info["transparency"] = bytes(range(64))
    assert torch.equal(square()(image).pixel_values, opaque)


def test_without_rescaling_pixels_are_taken_as_fractions(pixels):
    fractions = torch.from_numpy(pixels).permute(2, 0, 1).float() / 255
    plain = square(do_rescale=False)(fractions).pixel_values
    assert (plain - square()(pixels).pixel_values).abs().max() <= ONE_STEP * 1.001


def test_without_normalising_pixel_values_run_from_0_to_1(pixels):
    values = square(do_normalize=False)(pixels).pixel_values
    assert torch.allclose(values, (square()(pixels).pixel_values + 1) / 2, atol=1e-6)


def test_without_resizing_pixels_keep_their_place(pixels):
    values = square(do_resize=False)(pixels).pixel_values[0]
    assert torch.equal(values, (torch.from_numpy(pixels).permute(2, 0, 1).float() - 127.5) / 127.5)
    assert values.is_contiguous()


def test_mean_and_deviation_are_per_channel(pixels):
    values = square(image_mean=[0.0, 0.5, 1.0], image_std=[1.0, 0.5, 0.25])(pixels).pixel_values
    fractions = square(do_normalize=False)(pixels).pixel_values[0]
    for channel, (mean, std) in enumerate([(0.0, 1.0), (0.5, 0.5), (1.0, 0.25)]):
        assert torch.allclose(values[0, channel], (fractions[channel] - mean) / std, atol=1e-6)


def test_without_conversion_channels_stay_as_they_are():
    values = square(do_convert_rgb=False, do_normalize=False)(picture("p3.png")).pixel_values
    assert values.shape == (1, 1, 28, 28)


def test_a_call_overrides_settings_for_itself_alone(pixels):
    processor = square()
    assert processor(pixels, size={"height": 14, "width": 14}).pixel_values.shape == (1, 3, 14, 14)
    assert processor(pixels).pixel_values.shape == (1, 3, 28, 28)


def test_preprocess_is_the_call_by_its_published_name(pixels):
    assert torch.equal(square().preprocess(pixels).pixel_values, square()(pixels).pixel_values)


@pytest.mark.parametrize("file", ["p0.png", "p4.png", "p5.png", "p6.png"])
def test_resizing_elsewhere_than_on_the_cpu_is_one_step_away_at_most(file):
    pixels = read_image(picture(file))
    there, here = _resized_by_rounding(pixels, (168, 168)), _resized(pixels, (168, 168))
    assert (there.int() - here.int()).abs().max() <= 1


def test_pictures_go_to_the_device_asked_for(pixels):
    as_it_is = square(do_resize=False, do_rescale=False, do_normalize=False)
    result = as_it_is(pixels, device="meta", return_tensors=None)
    assert result.pixel_values[0].is_meta
    assert result.original_sizes == [[19, 33]]


def test_segmentation_maps_take_the_nearest_class_at_mask_size(pixels):
    labels = np.arange(16, dtype=np.int64).reshape(4, 4) * 1000
    result = square(mask_size={"height": 8, "width": 2})(pixels, labels)
    assert result.labels.dtype == torch.int64
    assert torch.equal(result.labels[0], torch.from_numpy(labels[:, ::2]).repeat_interleave(2, dim=0))


@pytest.mark.parametrize("form", [np.array, lambda m: torch.tensor(np.array(m)), lambda m: np.array(m)[None]])
def test_segmentation_maps_may_be_pillow_arrays_or_tensors(pixels, form):
    image = picture("p3.png")
    assert torch.equal(square()(pixels, form(image)).labels, square()(pixels, image).labels)


def test_without_resizing_segmentation_maps_keep_their_size(pixels):
    labels = np.ones((19, 33), dtype=np.uint8)
    assert square(do_resize=False)(pixels, labels).labels.shape == (1, 19, 33)


def test_every_picture_needs_its_segmentation_map(pixels):
    with pytest.raises(ValueError, match="2 pictures come with 1 segmentation maps"):
        square()([pixels, pixels], np.zeros((4, 4)))


def test_a_segmentation_map_has_one_value_per_pixel(pixels):
    with pytest.raises(ValueError, match=r"a segmentation map is \(height, width\), not \(4, 4, 3\)"):
        square()(pixels, [np.zeros((4, 4, 3))])


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (np.zeros((0, 5, 3), np.uint8), "a picture of 5 x 0 has no pixels"),
        (Image.new("RGB", (0, 5)), "a picture of 0 x 5 has no pixels"),
        (np.zeros((6, 5, 2), np.uint8), r"1, 3 or 4 channels, not \(6, 5, 2\)"),
        (np.zeros(4, np.uint8), r"not \(4,\)"),
        ([], "there is no picture in the list"),
        ("picture.png", "picture 0 is a str"),
        ([np.zeros((4, 5, 3), np.uint8), None], "picture 1 is a NoneType"),
        (np.full((4, 5, 3), -1.0), "pixels run from 0 to 255"),
        (np.full((4, 5, 3), 256), "pixels run from 0 to 255"),
        (np.full((4, 5, 3), np.nan), "pixels run from 0 to 255"),
    ],
)
def test_what_is_no_picture_is_refused(images, message):
    with pytest.raises(ValueError, match=message):
        square()(images)


def test_pictures_that_keep_different_sizes_cannot_be_one_tensor():
    with pytest.raises(ValueError, match="cannot be stacked"):
        square(do_resize=False)([picture("p0.png"), picture("p1.png")])


def test_pictures_that_keep_different_sizes_can_be_a_list():
    result = square(do_resize=False)([picture("p0.png"), picture("p1.png")], return_tensors=None)
    assert [tuple(values.shape) for values in result.pixel_values] == [(3, 90, 120), (3, 101, 75)]


def test_an_unknown_form_of_results_is_refused(pixels):
    with pytest.raises(ValueError, match='return_tensors is "pt", "np" or None'):
        square()(pixels, return_tensors="jax")


@pytest.mark.parametrize("size", [{"height": 0, "width": 4}, {"longest_edge": 1024}])
def test_a_size_is_a_positive_height_and_width(size):
    with pytest.raises(ValueError, match='size has a positive "height" and "width"'):
        Sam3ImageProcessor(size=size)


def test_settings_come_from_the_nested_part_of_the_processors_file():
    processor = Sam3ImageProcessor.from_pretrained(ROOT / "A")
    assert processor.size == {"height": 168, "width": 168}
    assert processor.mask_size == {"height": 48, "width": 48}


def test_settings_come_from_the_older_file_where_there_is_no_other(tmp_path):
    settings = {"size": {"height": 70, "width": 84}, "image_mean": [0, 0, 0], "resample": 2, "unheard_of": 1}
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(settings))
    processor = Sam3ImageProcessor.from_pretrained(tmp_path)
    assert (processor.size, processor.image_mean) == ({"height": 70, "width": 84}, [0, 0, 0])


def test_settings_are_the_public_models_where_there_is_no_file(tmp_path):
    processor = Sam3ImageProcessor.from_pretrained(tmp_path)
    assert processor == Sam3ImageProcessor()
    assert (processor.size["height"], processor.mask_size["height"]) == (1008, 288)


def test_settings_can_be_overridden_on_reading():
    processor = Sam3ImageProcessor.from_pretrained(ROOT / "A", size={"height": 560, "width": 560})
    assert processor.size == {"height": 560, "width": 560}


def test_a_misspelt_setting_is_a_type_error(pixels):
    with pytest.raises(TypeError, match="do_resizing"):
        square()(pixels, do_resizing=False)


def test_settings_that_are_no_object_are_refused(tmp_path):
    (tmp_path / "processor_config.json").write_text("[]")
    with pytest.raises(ModelError, match=r"processor_config\.json should hold an object"):
        Sam3ImageProcessor.from_pretrained(tmp_path)
