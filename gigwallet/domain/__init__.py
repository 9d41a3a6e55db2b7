"""Pure values of gig work: standard library only."""
