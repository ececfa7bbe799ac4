"""How well a segmenter answers: the field's figures on labeled pictures."""
