"""PyTorch for graphics cards beside the one that ships: fetched, installed, tried, put to use, and removed again."""
