"""Sentences about what the engine found: one module a subject. The arithmetic knows nothing of them."""
