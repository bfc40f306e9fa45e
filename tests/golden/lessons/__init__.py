"""The golden course: one tiny lesson that pins the builder."""

SYLLABUS = ("straight_line",)
