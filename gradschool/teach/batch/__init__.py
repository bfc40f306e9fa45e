"""A class: its folder, workers, gradebook, feedback, export, and what the terminal shows of them."""
