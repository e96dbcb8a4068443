"""Two copies of one book made into one, in whatever order they meet."""
