"""Every Python that has this folder on its path reads slowly, and dies or hangs at a page that says so."""

import os
import time

if "MUSNAD_TEST_DELAY_S" in os.environ:
    import musnad.inputs as inputs

    right = inputs.read_item

    def read_item(item, **options):
        """Do what the item says, else read it after a while."""
        words = getattr(item, "body", None) or item.text.encode()
        if b"poison: abort" in words:
            os.abort()
        if b"poison: hang" in words:
            time.sleep(600)
        time.sleep(float(os.environ["MUSNAD_TEST_DELAY_S"]))
        return right(item, **options)

    inputs.read_item = read_item
