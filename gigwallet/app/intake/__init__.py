"""Files on their way in: looked at, taken in, taken back, and explained where nobody knows them."""
