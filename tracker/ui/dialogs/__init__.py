"""What lies upon a screen for a while: questions, lists to pick from, forms, settings and help."""
