"""One module per command, discovered: NAME, ORDER, HELP, ``configure(parser)``, ``run(...)``."""
