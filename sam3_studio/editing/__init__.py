"""What a person does to the labels of a picture: edits, candidates, masks, undo. Knows neither window nor disk."""
