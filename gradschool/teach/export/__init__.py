"""Grades for an LMS: read from the gradebook, written as a plain CSV or into the file that the LMS itself gave."""
