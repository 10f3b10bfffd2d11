"""The headless commands, one module each: ``configure`` describes its arguments, ``run`` returns the exit code."""

COMMANDS = ("new", "show", "set", "check", "export", "history", "restore")
