"""nbgrader's side of the seam: preprocessors, exporter and settings."""
