"""What a drag of the mouse means. No tool knows Qt, the canvas, or who acts on its edits."""
