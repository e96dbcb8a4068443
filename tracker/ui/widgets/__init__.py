"""The widgets: they draw lines and report keys and clicks; they know no book and no service."""
