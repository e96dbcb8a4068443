"""How a book stands in a file: text, records and what they mean, both ways."""
