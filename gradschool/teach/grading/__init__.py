"""One submission graded: the unit of work, and the two kinds of notebook that it may hold."""
