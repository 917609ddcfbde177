"""Documents beside each other: copies of the same wire text, stories of the same happening."""
