"""The use cases: what a key or a command asks for, done to the book, kept by a store, told to listeners."""
