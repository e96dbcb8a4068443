"""All that touches the terminal itself or private parts of Textual, each behind a guard."""
