"""What a guarded child does in the tests: it stands in a module that the child can import."""

import os
import time

from musnad.errors import InputError


def work(items, tick):
    """Say the names of the items; do what a page may do to a reader."""
    said = []
    for n, item in enumerate(items):
        if n:
            tick()
        if isinstance(item, InputError):
            said.append(f"{item.code}: {item}")
            continue
        if item.text == "abort":
            os.abort()
        if item.text == "exit":
            os._exit(3)
        if item.text == "hang":
            time.sleep(600)
        if item.text == "slow":
            time.sleep(0.4)
        if item.text == "print":
            print("what anything prints")
        if item.text == "memory":
            try:
                held = [bytearray(50_000_000) for _ in range(100)]
                said.append(f"{len(held)} pieces")
            except MemoryError:
                said.append("no memory")
            continue
        said.append(f"{item.name} in {os.getpid()}")
    tick()
    if any(getattr(item, "text", "") == "behind" for item in items):
        os._exit(4)
    return "\n".join(said).encode()


def no_work(items, tick):
    """Die at anything."""
    if items:
        os._exit(1)
    return b""
