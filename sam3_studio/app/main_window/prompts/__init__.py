"""What is to be found: classes, their concepts and boxes, and looking closer."""
