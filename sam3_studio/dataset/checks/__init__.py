"""What in a project looks like a mistake."""
