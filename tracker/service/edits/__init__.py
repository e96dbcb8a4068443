"""Every edit a user can make, as a function from a book to a change."""
