"""The command line: words, exit codes, JSON; no logic of its own."""
