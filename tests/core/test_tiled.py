"""`core.tiled`, `core.tiling`: pictures asked tile by tile, and each object found once."""

import threading
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from drawn_objects import Drawn, ExactModel, masks_of, picture_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.segmenter import Picture, Segmentation
from sam3_studio.core.tiled import TiledSearch, TileStep, TileUse, has_nearly_all
from sam3_studio.core.tiled_segmenter import TiledSegmenter, Unfinished
from sam3_studio.core.tiling import OVERLAP, asked_in, tile_side, tiles

SIDE, SHARED = 32, 8
DUCK = Prompt("duck")

objects = st.lists(
    st.builds(
        Drawn,
        st.sampled_from(["disc", "frame", "box"]),
        st.integers(-10, 130),
        st.integers(-10, 100),
        st.integers(1, 90),
        st.integers(1, 90),
    ),
    max_size=12,
)


def in_tiles(picture: Picture, model: ExactModel, use: TileUse = TileUse.ALWAYS) -> Segmentation:
    return TiledSegmenter(model, model.side, model.most, use).segment(picture, DUCK)


def exactly(picture: Picture, found: Segmentation) -> bool:
    """Whether each object was found once, pixel by pixel."""
    return Counter(one.mask for one in found.candidates) == Counter(masks_of(picture))


WHOLE, LEFT, RIGHT = Crop(0, 0, 100, 100), Crop(0, 0, 60, 100), Crop(40, 0, 60, 100)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 120))
def test_tiles_cover_every_pixel_and_overlap_by_a_quarter(width: int, height: int, side: int) -> None:
    made = tiles(width, height, side)
    covered = np.zeros((height, width), dtype=bool)
    for tile in made:
        assert Crop(0, 0, width, height).holds(tile.box)
        assert (tile.width, tile.height) == (min(side, width), min(side, height))
        covered[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width] = True
    assert covered.all()
    for starts in (sorted({tile.x for tile in made}), sorted({tile.y for tile in made})):
        overlaps = [low + side - high for low, high in pairwise(starts)]
        assert all(overlap >= min(OVERLAP * side, side - 1) for overlap in overlaps)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(objects, st.integers(1, 130), st.integers(1, 100))
def test_whatever_lies_anywhere_is_found_once_and_pixel_by_pixel(
    layout: Sequence[Drawn], width: int, height: int
) -> None:
    picture = picture_of(layout, width, height)
    assert exactly(picture, in_tiles(picture, ExactModel(SIDE, smallest=SHARED)))


@pytest.mark.parametrize("kind", ["disc", "frame", "box"])
@pytest.mark.parametrize(
    ("place", "size"),
    [((26, 4), 10), ((4, 26), 10), ((26, 26), 10), ((24, 20), 28), ((2, 2), 90)],
    ids=["between two tiles", "above two tiles", "where four tiles meet", "over three and more", "over all of them"],
)
def test_an_object_that_tiles_cut_is_put_together_without_who_sees_it_whole(
    kind: str, place: tuple[int, int], size: int
) -> None:
    picture = picture_of([Drawn(kind, *place, size, size)], 100, 100)
    search = TiledSearch((100, 100), tiles(100, 100, SIDE), [[DUCK]])
    assert exactly(picture, search.run(ExactModel(SIDE), picture).found[0])


@pytest.mark.parametrize("bar", [(28, 0, 5, 100), (40, 0, 4, 100), (70, 0, 6, 100)])
def test_a_long_object_goes_on_behind_what_lies_across_it_before_the_border_of_a_tile(
    bar: tuple[int, int, int, int],
) -> None:
    picture = picture_of([Drawn("box", 2, 10, 96, 3), Drawn("box", *bar)], 100, 100)
    search = TiledSearch((100, 100), tiles(100, 100, SIDE), [[DUCK]])
    assert exactly(picture, search.run(ExactModel(SIDE), picture).found[0])


def test_hundreds_of_small_objects_are_found_where_one_search_finds_few() -> None:
    layout = [Drawn("disc", x, y, 5, 5) for x in range(0, 300, 10) for y in range(0, 200, 10)]
    picture, model = picture_of(layout, 300, 200), ExactModel(SIDE, smallest=0, most=20)
    assert len(model.segment(picture, DUCK).candidates) == 20
    assert exactly(picture, in_tiles(picture, model, TileUse.AUTO))


def test_a_tile_that_is_full_of_objects_is_divided() -> None:
    layout = [Drawn("box", x, y, 3, 3) for x in range(0, 300, 10) for y in range(0, 300, 10)]
    picture, model = picture_of(layout, 300, 300), ExactModel(300, most=150)
    assert exactly(picture, in_tiles(picture, model, TileUse.AUTO))
    assert min(part.width for part, _ in model.asked) < 150


def test_a_search_is_full_where_it_found_nearly_all_it_can_and_not_by_what_scores_next_to_nothing() -> None:
    assert has_nearly_all([0.6] * 19, 20, 0.5)
    assert not has_nearly_all([0.6] * 18, 20, 0.5)
    assert not has_nearly_all([0.04] * 20, 20, 0.0)
    assert not has_nearly_all([0.6] * 19, 0, 0.5)


def test_tiles_are_as_large_as_the_model_s_input_but_half_the_picture_at_most() -> None:
    assert tile_side(4000, 3000, 1008) == 1008
    assert tile_side(900, 500, 1008) == 450


def test_a_box_is_asked_in_the_tiles_that_show_half_of_it_and_words_everywhere() -> None:
    prompt = Prompt("duck", (ExemplarBox(Box(50, 10, 64, 20)),))
    assert asked_in(LEFT, prompt, WHOLE) == Prompt("duck", (ExemplarBox(Box(50, 10, 64, 20)),))
    assert asked_in(RIGHT, prompt, WHOLE) == Prompt("duck", (ExemplarBox(Box(10, 10, 24, 20)),))
    assert asked_in(Crop(0, 50, 60, 50), prompt, WHOLE) == DUCK


def test_of_a_box_that_leaves_the_picture_a_tile_has_to_show_half_of_what_is_inside() -> None:
    leaving = Prompt(None, (ExemplarBox(Box(-60, 10, 40, 90)),))
    assert asked_in(LEFT, leaving, WHOLE) == leaving
    assert asked_in(RIGHT, leaving, WHOLE) is None


def test_a_tile_without_words_or_an_example_is_not_asked() -> None:
    counter = ExemplarBox(Box(5, 5, 9, 9), positive=False)
    prompt = Prompt(None, (ExemplarBox(Box(80, 10, 90, 20)), counter))
    assert asked_in(LEFT, prompt, WHOLE) is None
    model = ExactModel(SIDE)
    TiledSearch((100, 100), (LEFT,), [[prompt]]).run(model, picture_of([], 100, 100))
    assert not model.asked


def test_what_the_whole_picture_shows_stays_where_a_tile_has_no_example_to_go_by() -> None:
    places = [(3, 3), (80, 3), (3, 80), (80, 80)]
    picture, model = picture_of([Drawn("box", *place, 8, 8) for place in places], 100, 100), ExactModel(SIDE)
    example = Prompt(None, (ExemplarBox(Box(3, 3, 11, 11)),))
    (found,) = TiledSegmenter(model, SIDE, 0, TileUse.ALWAYS).segment_all(picture, [example])
    assert exactly(picture, found)


@pytest.mark.parametrize(
    ("use", "side", "asked_more"),
    [
        (TileUse.NEVER, 10, False),
        (TileUse.AUTO, 10, True),
        (TileUse.AUTO, 50, False),
        (TileUse.ALWAYS, 200, True),
    ],
)
def test_tiles_are_looked_at_as_asked_or_where_a_picture_is_far_larger_than_the_input(
    use: TileUse, side: int, asked_more: bool
) -> None:
    model = ExactModel(side)
    in_tiles(picture_of([Drawn("disc", 5, 5, 5, 5)], 100, 80), model, use)
    assert (len(model.asked) > 1) is asked_more


def test_several_prompts_are_asked_of_a_tile_at_once() -> None:
    picture, model = picture_of([Drawn("disc", 5, 5, 20, 20)], 100, 80), ExactModel(SIDE)
    found = TiledSegmenter(model, SIDE, 0, TileUse.ALWAYS).segment_all(picture, (DUCK, Prompt("frog")))
    assert {len(prompts) for _, prompts in model.asked} == {2}
    assert all(exactly(picture, one) for one in found)


def test_a_search_that_was_stopped_goes_on_where_it_was() -> None:
    picture = picture_of([Drawn("disc", 10, 10, 60, 60)], 100, 80)
    parts, model, steps = tiles(100, 80, SIDE), ExactModel(SIDE), list[TileStep]()
    model.cancel_after = 3
    search = TiledSearch((100, 80), parts, [[DUCK]])
    with pytest.raises(CancelledError):
        search.run(model, picture, cancel=threading.Event(), watch=steps.append)
    assert [step.done for step in steps] == [1, 2]
    last = search.run(model, picture, watch=steps.append)
    assert (last.done, last.total) == (len(parts), len(parts))
    assert len(model.asked) == len(parts) + 1
    assert exactly(picture, last.found[0])


def test_a_run_that_was_stopped_between_tiles_goes_on_where_it_was() -> None:
    picture = picture_of([Drawn("box", 5, 5, 9, 9), Drawn("disc", 70, 60, 20, 20)], 100, 100)
    model, unfinished = ExactModel(SIDE, smallest=SHARED), Unfinished()
    model.cancel_after = 5
    with pytest.raises(CancelledError):
        TiledSegmenter(model, SIDE, 0, TileUse.ALWAYS, unfinished).segment_all(
            picture, [DUCK], cancel=threading.Event()
        )
    (found,) = TiledSegmenter(model, SIDE, 0, TileUse.ALWAYS, unfinished).segment_all(picture, [DUCK])
    assert exactly(picture, found)
    looked_at = Counter(part.key for part, _ in model.asked)
    assert sorted(looked_at.values()) == [1] * len(tiles(100, 100, SIDE)) + [2]


def test_a_run_that_is_to_look_in_all_tiles_does_not_go_on_with_one_that_looked_where_it_seemed_needed() -> None:
    layout = [Drawn("box", x, 10, 5, 5) for x in range(10, 90, 10)]
    picture, unfinished = picture_of(layout, 100, 100), Unfinished()
    model = ExactModel(SIDE, most=len(layout))
    model.cancel_after = 2
    with pytest.raises(CancelledError):
        TiledSegmenter(model, SIDE, len(layout), TileUse.AUTO, unfinished).segment_all(
            picture, [DUCK], cancel=threading.Event()
        )
    TiledSegmenter(model, SIDE, len(layout), TileUse.ALWAYS, unfinished).segment_all(picture, [DUCK])
    assert model.asked[2][0].key == picture.key


def test_a_floor_is_that_of_the_picture_as_a_whole() -> None:
    picture, model = picture_of([Drawn("disc", 5, 5, 20, 20)], 100, 80), ExactModel(SIDE)
    TiledSegmenter(model, SIDE, 0, TileUse.ALWAYS).segment_all(picture, (DUCK, Prompt("frog")), floors=(0.02, 0.05))
    assert model.floors[0] == (0.02, 0.05)
    assert set(model.floors[1:]) == {()}


def test_the_same_questions_with_another_floor_begin_anew() -> None:
    picture, model, unfinished = picture_of([Drawn("box", 5, 5, 9, 9)], 100, 100), ExactModel(SIDE), Unfinished()
    model.cancel_after = 3
    segmenter = TiledSegmenter(model, SIDE, 0, TileUse.ALWAYS, unfinished)
    with pytest.raises(CancelledError):
        segmenter.segment_all(picture, [DUCK], cancel=threading.Event())
    segmenter.segment_all(picture, [DUCK], floors=[0.02])
    assert model.floors[3] == (0.02,)


def test_other_questions_about_the_picture_begin_anew() -> None:
    picture, model, unfinished = picture_of([Drawn("box", 5, 5, 9, 9)], 100, 100), ExactModel(SIDE), Unfinished()
    segmenter = TiledSegmenter(model, model.side, model.most, TileUse.ALWAYS, unfinished)
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(CancelledError):
        segmenter.segment_all(picture, [DUCK], cancel=stopped)
    assert len(segmenter.segment_all(picture, [DUCK, Prompt("goose")])) == 2
