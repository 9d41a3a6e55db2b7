"""The kit that turns pixels into boxes, rows and fields."""
