"""The views: frozen pictures of a screen, as lines of toned text, built by pure functions."""
