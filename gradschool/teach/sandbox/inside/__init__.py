"""The part of the sandbox that runs inside it; it needs nothing else of gradschool.teach."""
