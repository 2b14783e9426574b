"""Results as families read them, word by word, in every language: `python -m tests.golden` writes them anew."""
