"""A class: its folder, workers, gradebook, feedback, reports, and what the terminal shows of them."""
