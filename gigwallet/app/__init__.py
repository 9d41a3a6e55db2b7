"""One module per use case: what a person can do, for the window and the command line alike."""
