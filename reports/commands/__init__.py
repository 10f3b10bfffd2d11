"""The headless commands, one module each: ``configure`` describes its arguments, ``run`` returns the exit code."""

COMMANDS = ("new", "show", "set", "merge", "check", "export", "correction", "history", "restore", "log")
