"""The kit that turns pixels into boxes, rows and fields."""

from gigwallet.ocr.reading import read_picture, read_twice

__all__ = ["read_picture", "read_twice"]
