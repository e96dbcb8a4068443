"""The screens: Textual draws what pure views have built, and keys become edits of the book."""
