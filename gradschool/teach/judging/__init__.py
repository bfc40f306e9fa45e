"""From what was observed in the sandbox to a verdict and points, outside the student's process."""
