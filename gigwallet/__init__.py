"""GigWallet: a worker's own record of gig work, and the letter it supports."""

__version__ = "0.1.0"
