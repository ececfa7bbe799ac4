"""Projects of any size, made up, and how fast the store is with them."""
