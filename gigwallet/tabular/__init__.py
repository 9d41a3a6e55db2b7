"""The kit for importers: encodings, header search, records, amounts, times, archives, limits.

Bytes in, values out; no file is opened and nothing is written.
"""
