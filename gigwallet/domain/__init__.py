"""Pure values of gig work, standard library only: one module per noun."""
