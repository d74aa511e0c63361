"""Marked-up text as a tree: parsing it within bounds, what its elements mean, and the pieces that it gives.

HTML pages, the documents of an EPUB, DOCX and ODT all come through here; what belongs to one of them only is in
its own module one floor up.
"""
