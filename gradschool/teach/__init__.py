"""The instructor's side: builds editions, judges observations, grades a class. Never imported by the student's side."""
