"""The exercises of this lesson, one a file: reference, mistakes, variants. Nothing here goes out."""
