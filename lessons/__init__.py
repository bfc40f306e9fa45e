"""The syllabus: the lessons in their order (their numbers come from here)."""

SYLLABUS = ("logistic_regression",)
