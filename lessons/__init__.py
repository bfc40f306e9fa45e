"""The syllabus: the lessons in their order (their numbers come from here)."""

SYLLABUS = (
    "logistic_regression",
    "shallow_network",
    "deep_network",
    "l2_regularization",
    "dropout",
    "initialization",
    "gradient_checking",
)
