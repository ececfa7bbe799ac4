"""What labels can be written as: a room for each kind of file. `reading` takes them in again."""
