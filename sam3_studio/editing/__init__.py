"""What a person does to the labels of a picture: edits, candidates, picking, undo. Knows neither window nor disk."""
