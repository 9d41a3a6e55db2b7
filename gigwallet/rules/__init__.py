"""Pay schemes and dated parameters as data: load, look up at a day, evaluate exactly, trace."""
