"""What a learner calls in a notebook: the lesson it is about, checks, hints, quick questions, predictions, progress."""
