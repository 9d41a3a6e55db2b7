"""The machine: paths, clock, worker processes, keyring."""
