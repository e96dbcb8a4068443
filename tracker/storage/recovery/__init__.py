"""What makes a book whole again: the journal, the backups and what can be salvaged."""
