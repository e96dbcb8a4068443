"""The file: TinyDB over one JSON file, records of it to words of the domain and back, and the journal."""
