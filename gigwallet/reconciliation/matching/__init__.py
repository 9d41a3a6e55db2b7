"""Which pay lines pay which trips: by number, by exact time, else by what is likeliest."""

from gigwallet.reconciliation.matching.joined import Joined, Matching, has_time, line_time
from gigwallet.reconciliation.matching.matcher import match

__all__ = ["Joined", "Matching", "has_time", "line_time", "match"]
