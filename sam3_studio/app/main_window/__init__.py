"""The main window: where session, model, canvas, panels and dialogs meet."""
