"""One module a command. Each has `register(app)`; what is heavy is imported when the command runs."""
