"""From text to statements: a file a step, in the order in which reader.py calls them."""
