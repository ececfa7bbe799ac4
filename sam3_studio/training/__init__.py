"""Training of the embedded default model on pictures that are drawn here. The window never imports it."""
