"""Starts the window or the command line; imports nothing else before it knows which."""

import sys


def main(argv: list[str] | None = None) -> int:
    """``gigwallet`` alone, or ``gigwallet window VAULT``, opens the window; a command runs here."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["screenshots"]:
        from gigwallet.gui import screenshots

        return screenshots.run(arguments[1:])
    if not arguments or arguments[0] == "window":
        from gigwallet.gui import start

        return start.run(arguments[1:])
    from gigwallet.cli import start as command_line

    return command_line.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
