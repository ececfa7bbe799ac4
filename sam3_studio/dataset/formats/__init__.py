"""What labels can be written as and read from: a room for each kind of file."""
