"""The made class: submissions as students write them, each with its truth."""
