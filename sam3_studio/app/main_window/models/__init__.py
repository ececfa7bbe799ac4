"""The model at work: asked, changed, fetched, and put on a graphics card."""
