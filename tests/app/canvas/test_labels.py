"""`app.canvas.labels`: where the labels of objects find room."""

from PySide6.QtCore import QRectF

from sam3_studio.app.canvas.boxes import badge_of
from sam3_studio.app.canvas.labels import free_place, placed


def test_labels_at_the_edge_are_not_cut_off():
    room = QRectF(0, 0, 600, 500)
    for box in (QRectF(-50, -50, 80, 80), QRectF(580, 490, 80, 80), QRectF(0, 0, 600, 500), QRectF(300, -900, 9, 950)):
        assert room.contains(placed(box, 90, 18, room))


def test_of_two_labels_at_one_place_the_second_stands_beside_the_first():
    room, box = QRectF(0, 0, 600, 500), QRectF(100, 100, 80, 80)
    first = free_place(box, 20, room, [])
    second = free_place(box, 20, room, [first])
    assert second.top() == first.top()
    assert first.right() < second.left() < box.right()


def test_a_label_without_room_above_its_object_is_left_out():
    assert free_place(QRectF(100, 100, 8, 8), 20, QRectF(0, 0, 600, 500), [QRectF(90, 70, 60, 60)]) is None


def test_a_label_keeps_clear_of_the_badge_that_a_box_around_its_object_has():
    box = QRectF(100, 100, 80, 80)
    badge = badge_of(box)
    place = free_place(box.translated(-10, 0), 20, QRectF(0, 0, 600, 500), [badge])
    assert not place.intersects(badge)
    assert badge.right() < place.left() < box.right()
