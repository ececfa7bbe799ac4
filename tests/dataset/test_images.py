"""Whatever a folder holds, its pictures are found, in order."""

import pytest
from limits import lock_folders, needs_posix, ordinary_rights

from sam3_studio.core.annotation import AnnotatedImage
from sam3_studio.core.errors import ImageError
from sam3_studio.dataset.images import find_images, load_picture, natural_order
from sam3_studio.dataset.journal import FileState, Journal


def touch(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


class TestFind:
    def test_numbers_count_by_value_and_capitals_as_small_letters(self, tmp_path):
        touch(tmp_path, "img10.png", "IMG2.png", "b.jpg", "A.JPG", "img1.png")
        assert find_images([tmp_path]).names == ("A.JPG", "b.jpg", "img1.png", "IMG2.png", "img10.png")

    def test_folders_are_kept_apart_and_in_order(self, tmp_path):
        touch(tmp_path, "s10/a.png", "s2/b.png", "s2/a.png", "z.png", "s2/deep/er/c.webp")
        names = ("s2/a.png", "s2/b.png", "s2/deep/er/c.webp", "s10/a.png", "z.png")
        assert find_images([tmp_path]).names == names

    def test_names_lead_back_to_the_files(self, tmp_path):
        touch(tmp_path, "s/a.png")
        found = find_images([tmp_path])
        assert found.path(found.names[0]) == tmp_path / "s" / "a.png"

    def test_sub_folders_can_be_left_out(self, tmp_path):
        touch(tmp_path, "a.png", "s/b.png")
        assert find_images([tmp_path], recursive=False).names == ("a.png",)

    def test_hidden_files_and_folders_and_other_files_are_left_out(self, tmp_path):
        touch(tmp_path, "a.png", ".b.png", "._a.png", ".cache/c.png", "notes.txt", "a.json", "png")
        assert find_images([tmp_path]).names == ("a.png",)

    def test_a_file_given_by_name_counts_whatever_its_name(self, tmp_path):
        touch(tmp_path, "scan", "a.png")
        assert find_images([tmp_path / "scan"]).names == ("scan",)

    def test_pictures_of_the_same_name_in_two_folders_stay_apart(self, tmp_path):
        touch(tmp_path, "left/a.png", "right/a.png", "other/b.png")
        found = find_images([tmp_path / "left", tmp_path / "right"])
        assert (found.root, found.names) == (tmp_path, ("left/a.png", "right/a.png"))

    def test_a_picture_given_twice_counts_once(self, tmp_path):
        touch(tmp_path, "a.png")
        assert find_images([tmp_path, tmp_path / "a.png", tmp_path / "." / "a.png"]).names == ("a.png",)

    def test_a_link_to_a_folder_above_leads_into_no_circle(self, tmp_path):
        touch(tmp_path, "s/a.png")
        (tmp_path / "s" / "up").symlink_to(tmp_path, target_is_directory=True)
        assert find_images([tmp_path]).names == ("s/a.png",)

    def test_a_linked_picture_goes_by_the_name_of_the_link(self, tmp_path):
        touch(tmp_path, "store/x1.png")
        (tmp_path / "named.png").symlink_to(tmp_path / "store" / "x1.png")
        assert find_images([tmp_path / "named.png"]).names == ("named.png",)

    def test_non_ascii_names_are_found(self, tmp_path):
        touch(tmp_path, "中文/é.png", "中文/🐕 und Katze.jpg")
        assert set(find_images([tmp_path]).names) == {"中文/é.png", "中文/🐕 und Katze.jpg"}

    def test_a_missing_path_is_named(self, tmp_path):
        with pytest.raises(ImageError, match=r"nowhere does not exist; check the spelling\.$"):
            find_images([tmp_path / "nowhere"])

    def test_a_folder_without_pictures_is_named_with_the_formats_that_count(self, tmp_path):
        touch(tmp_path, "notes.txt")
        with pytest.raises(ImageError, match=r"no picture in .*; formats are .*\.jpg"):
            find_images([tmp_path])

    def test_a_sub_folder_that_must_not_be_listed_is_named_and_stops_nothing(self, tmp_path, monkeypatch):
        touch(tmp_path, "a.png", "locked/b.png", "z/c.png")
        lock_folders(monkeypatch)
        found = find_images([tmp_path])
        assert found.names == ("a.png", "z/c.png")
        (problem,) = found.problems
        assert problem.endswith("locked cannot be listed (Permission denied); change its permissions.")

    def test_a_link_that_leads_in_a_circle_is_found_and_refused_alone(self, tmp_path):
        touch(tmp_path, "a.png")
        (tmp_path / "self.jpg").symlink_to("self.jpg")
        found = find_images([tmp_path]).outside(tmp_path / "out")
        assert found.names == ("a.png", "self.jpg")
        with pytest.raises(ImageError, match=r"self\.jpg"):
            load_picture(found.path("self.jpg"))

    def test_a_folder_that_is_a_link_in_a_circle_holds_nothing(self, tmp_path):
        touch(tmp_path, "a.png")
        (tmp_path / "out").symlink_to("out")
        assert find_images([tmp_path]).outside(tmp_path / "out").names == ("a.png",)

    def test_what_this_program_wrote_is_passed_over_unless_it_is_named(self, tmp_path):
        touch(tmp_path, "a.png", "s/out/overlays/a.png.png", "s/b.png")
        Journal(tmp_path / "s" / "out" / "journal.jsonl", {}).add(AnnotatedImage("a.png", 1, 1), FileState(1, 1))
        found = find_images([tmp_path])
        assert (found.names, found.results) == (("a.png", "s/b.png"), (tmp_path / "s" / "out",))
        assert find_images([tmp_path / "s" / "out"]).names == ("overlays/a.png.png",)

    def test_a_journal_of_another_kind_keeps_no_picture_from_being_found(self, tmp_path):
        touch(tmp_path, "s/a.png", "s/journal.jsonl")
        assert find_images([tmp_path]).names == ("s/a.png",)

    @needs_posix
    def test_a_folder_that_must_not_be_listed_is_named(self, tmp_path):
        (tmp_path / "locked").mkdir(mode=0)
        with ordinary_rights(), pytest.raises(ImageError, match=r"cannot be (listed|read) \(Permission denied\)"):
            find_images([tmp_path / "locked"])

    def test_the_order_does_not_depend_on_where_one_starts(self):
        names = ["a01.png", "a1.png", "A1.png", "a/1.png", "a 1.png", "1a.png", "é.png", "٣.png"]
        expected = sorted(names, key=natural_order)
        for turn in range(len(names)):
            assert sorted(names[turn:] + names[:turn], key=natural_order) == expected
