"""A class: its folder, workers, gradebook, feedback, and what the terminal shows of them."""
