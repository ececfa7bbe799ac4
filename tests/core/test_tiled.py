"""`core.tiled` and `tiled_segmenter`, `tiling`, `joining`: pictures asked tile by tile, each object found once."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import pytest
from drawn_objects import Drawn, ExactModel, masks_of, picture_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sam3_studio.core.annotation import Candidate
from sam3_studio.core.cropping import Crop
from sam3_studio.core.errors import CancelledError
from sam3_studio.core.geometry import Box
from sam3_studio.core.joining import Joining
from sam3_studio.core.prompt import ExemplarBox, Prompt
from sam3_studio.core.rle import Rle
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


def square(x: int, y: int, side: int, score: float = 0.9) -> Candidate:
    mask = Rle.from_crop(np.ones((side, side), dtype=bool), x, y, 100, 100)
    return Candidate(Box(x, y, x + side, y + side), score, mask)


def joined(*parts: tuple[Crop, Iterable[Candidate]]) -> list[tuple[float, Box | None]]:
    joining = Joining(100, 100)
    for part, candidates in parts:
        joining.add(part, Segmentation(0.5, tuple(candidates)))
    return [(one.score, one.mask.box) for one in joining.found.candidates]


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


def test_a_few_pixels_that_a_neighbour_saw_elsewhere_are_no_more_of_an_object_that_was_seen_whole() -> None:
    stray = Rle.from_mask(strip(42, 60, 0.7).mask.to_mask() | patch(8, 9, 10, 15, 0.7).mask.to_mask())
    seen = Candidate(Box(8, 10, 60, 30), 0.7, stray)
    assert joined((LEFT, [seen]), (RIGHT, [strip(42, 80, 0.9)])) == [(0.9, Box(42, 10, 80, 30))]


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


# Joining


def test_who_looked_closest_is_believed_about_mask_and_score() -> None:
    assert joined((WHOLE, [square(10, 10, 20, 0.9)]), (LEFT, [square(11, 10, 19, 0.6)])) == [(0.6, Box(11, 10, 30, 29))]


def test_of_those_who_saw_an_object_equally_well_the_best_score_counts() -> None:
    assert joined((LEFT, [square(42, 10, 14, 0.6)]), (RIGHT, [square(42, 10, 14, 0.8)])) == [(0.8, Box(42, 10, 56, 24))]


def test_what_was_seen_from_afar_alone_goes_where_a_closer_look_finds_nothing() -> None:
    assert joined((WHOLE, [square(10, 10, 20)]), (LEFT, [])) == []
    assert joined((WHOLE, [square(10, 10, 45)]), (LEFT, [])) == [(0.9, Box(10, 10, 55, 55))]


def test_parts_that_add_alone_take_nothing_away() -> None:
    joining = Joining(100, 100, refutes=False)
    joining.add(WHOLE, Segmentation(0.5, (square(10, 10, 20),)))
    joining.add(LEFT, Segmentation(0.5, (square(40, 40, 10, 0.7),)))
    assert [one.score for one in joining.found.candidates] == [0.9, 0.7]


def strip(x1: int, x2: int, score: float) -> Candidate:
    """20 rows of some columns."""
    return patch(x1, x2, 10, 30, score)


def patch(x1: int, x2: int, y1: int, y2: int, score: float) -> Candidate:
    mask = Rle.from_crop(np.ones((y2 - y1, x2 - x1), dtype=bool), x1, y1, 100, 100)
    return Candidate(Box(x1, y1, x2, y2), score, mask)


def test_an_object_cut_by_one_tile_and_whole_in_another_is_the_whole_one_with_its_score() -> None:
    assert joined((LEFT, [strip(50, 60, 0.95)]), (RIGHT, [strip(50, 70, 0.8)])) == [(0.8, Box(50, 10, 70, 30))]


def test_pieces_seen_closer_tell_more_than_who_saw_the_whole_from_afar() -> None:
    whole, pieces = (WHOLE, [strip(30, 80, 0.1)]), [(LEFT, [strip(30, 60, 0.9)]), (RIGHT, [strip(40, 80, 0.8)])]
    assert joined(whole, *pieces) == [(0.9, Box(30, 10, 80, 30))]


def test_a_piece_is_nothing_where_a_neighbour_that_sees_all_around_it_sees_nothing() -> None:
    assert joined((LEFT, [strip(50, 60, 0.9)]), (RIGHT, [])) == []
    assert joined((LEFT, [strip(50, 60, 0.9)])) == [(0.9, Box(50, 10, 60, 30))]


def test_a_piece_that_no_neighbour_sees_all_of_stays() -> None:
    assert joined((LEFT, [strip(35, 60, 0.7)]), (RIGHT, [])) == [(0.7, Box(35, 10, 60, 30))]


def test_what_disagrees_where_two_tiles_overlap_are_two_objects() -> None:
    one, other = square(36, 10, 12), square(46, 10, 12)
    assert len(joined((LEFT, [one]), (RIGHT, [other]))) == 2


def test_a_fragment_inside_a_better_object_goes() -> None:
    assert joined((WHOLE, [square(5, 10, 50, 0.9)]), (LEFT, [square(10, 12, 10, 0.6)])) == [(0.9, Box(5, 10, 55, 60))]


def test_a_blob_over_several_better_objects_goes() -> None:
    small = [square(x, y, 9, 0.8) for x in (5, 15) for y in (5, 15)]
    assert [score for score, _ in joined((WHOLE, [square(5, 5, 20, 0.5)]), (LEFT, small))] == [0.8] * 4


def test_neighbours_that_look_like_one_from_afar_are_the_two_that_tiles_tell_apart() -> None:
    """The left one is seen whole; the right one in pieces alone, which agree with the blob where little else is."""
    blob = (WHOLE, [patch(20, 80, 10, 30, 0.6)])
    both = (Crop(0, 0, 72, 100), [patch(20, 48, 10, 30, 0.8), patch(52, 72, 10, 30, 0.7)])
    above = (Crop(44, 0, 56, 24), [patch(52, 80, 10, 24, 0.9)])
    below = (Crop(44, 16, 56, 84), [patch(52, 80, 16, 30, 0.7)])
    want = [(0.9, Box(52, 10, 80, 30)), (0.8, Box(20, 10, 48, 30))]
    for parts in ((blob, both, above, below), (below, above, both, blob)):
        assert joined(*parts) == want


def test_what_one_tile_shows_of_an_object_that_goes_on_in_the_next_is_not_all_that_was_seen_from_afar() -> None:
    pieces = [(LEFT, [strip(2, 56, 0.9)]), (RIGHT, [strip(40, 80, 0.7)])]
    assert joined((WHOLE, [strip(2, 98, 0.8)]), *pieces) == [(0.9, Box(2, 10, 98, 30))]


def test_half_an_object_with_nothing_in_the_other_half_is_not_the_whole_one() -> None:
    blob = (WHOLE, [patch(20, 80, 10, 30, 0.6)])
    above = (Crop(44, 0, 56, 24), [patch(52, 80, 10, 24, 0.9)])
    below = (Crop(44, 16, 56, 84), [patch(52, 80, 16, 30, 0.7)])
    assert joined(blob, above, below) == [(0.9, Box(20, 10, 80, 30))]


def test_what_one_tile_tells_apart_stays_apart() -> None:
    nested = [square(5, 10, 30, 0.9), square(10, 15, 12, 0.6)]
    assert len(joined((WHOLE, nested), (LEFT, nested))) == 2


def test_candidates_without_pixels_go() -> None:
    assert joined((WHOLE, [Candidate(Box(1, 1, 5, 5), 0.9, Rle.empty(100, 100))])) == []


def test_presence_is_the_highest_of_all_tiles_and_the_map_that_of_the_whole_picture() -> None:
    joining, semantic = Joining(100, 100), np.ones((2, 2), dtype=np.float32)
    joining.add(WHOLE, Segmentation(0.2, (), semantic))
    joining.add(LEFT, Segmentation(0.9, (), np.zeros((2, 2), dtype=np.float32)))
    joining.add(RIGHT, Segmentation(0.4, ()))
    assert joining.found.presence == 0.9
    assert joining.found.semantic is semantic


# Asking


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
