"""The list of pictures, with search and filter."""
