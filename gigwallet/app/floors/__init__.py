"""Pay held against floors of public law."""
