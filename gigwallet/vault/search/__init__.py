"""Search: pairs of signs, what is a document, and the texts read from originals."""
