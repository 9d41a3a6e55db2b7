"""What the data exports of Uber have in common: names of columns, cells, lines of pay.

Drivers and couriers are handed the same files under other numbers; payments of both even share a
header. Their importers read them with this.
"""
