"""A lesson as its author wrote it, and its keys: the visible one that goes out, and the live ones that never do."""
