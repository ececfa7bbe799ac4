"""The SQLite file of a project: opened, kept to one program, brought up to date, copied, restored."""
