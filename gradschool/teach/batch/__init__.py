"""A class: its folder, workers, gradebook, feedback, reports, export, and what the terminal shows of them."""
