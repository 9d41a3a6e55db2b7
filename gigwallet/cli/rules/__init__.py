"""What ``gigwallet rules`` can do: one module for each, found by ``gigwallet.cli.commands.rules``.

A module has ``NAME``, ``ORDER``, ``HELP``, ``configure(parser)`` and ``run(arguments, terminal)``,
like a command.
"""
