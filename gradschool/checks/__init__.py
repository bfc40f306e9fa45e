"""From a function to its card: observe it, hold that against the key, name the cause, say it."""
