"""The headless commands, one module each: ``configure`` describes its arguments, ``run`` returns the exit code."""

from keyword import iskeyword

COMMANDS = ("new", "import", "show", "set", "merge", "check", "export", "correction", "history", "restore", "log")


def module_name(command: str) -> str:
    """What a command's module is called: as the command, with ``_`` behind a word that Python keeps for itself."""
    return f"{command}_" if iskeyword(command) else command
