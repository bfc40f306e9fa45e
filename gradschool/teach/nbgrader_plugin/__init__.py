"""nbgrader's side of the seam: preprocessors, exporters and settings."""
