"""The picture and what lies on it: masks, boxes, labels."""
