"""From a lesson's text to its editions, and the proof that its checks hold."""

EDITIONS = ("notebooks", "source", "release")  # for a learner, for the instructor, for a class
