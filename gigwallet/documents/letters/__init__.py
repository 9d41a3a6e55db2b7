"""Letters: their forms as data, their values and grounds, and each way of writing them."""
