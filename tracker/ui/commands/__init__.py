"""What keys do, one file a subject: a table of actions, and the functions they call."""
