"""The command line: a command is parsed, made by the service, and answered in plain text."""
