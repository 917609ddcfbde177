"""A process that reads: tasks in, documents out, one after the other, until its input ends.

`processes.py` starts it and gives it work. It speaks in frames over its standard input and output: eight bytes of
length, then msgpack. It reads ahead in a thread, so that whoever sends never waits for whoever writes.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO, NamedTuple

import msgspec

from musnad.archive.adding import Packed
from musnad.archive.packing import pack, pack_document
from musnad.archive.story_placing import fingerprint_of
from musnad.document import Document
from musnad.errors import InputError
from musnad.inputs import read_item
from musnad.pages.outlets import Outlets
from musnad.pages.page import Page
from musnad.pages.sources import Item
from musnad.pages.texts import TextInput

LENGTH = struct.Struct(">Q")
READY = b"ready"


class Task(msgspec.Struct, array_like=True):
    """A text or a page that is to be read; one of the two."""

    text: TextInput | None = None
    page: Page | None = None


class Reply(msgspec.Struct, array_like=True):
    """What became of it: a document, a page's body and a fingerprint, all packed, or why there is none."""

    document: bytes | None = None
    body: bytes | None = None
    fingerprint: bytes | None = None
    error: str = ""
    code: str = ""


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write a frame."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """Read a frame; None at the end, also where it comes in the middle of a frame.

    `stream` may be unbuffered, as one must be that a selector waits for.
    """
    head = _exactly(stream, LENGTH.size)
    return None if head is None else _exactly(stream, LENGTH.unpack(head)[0])


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    parts = []
    while size and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return None if size else b"".join(parts)


class Settings(NamedTuple):
    """How to read: outlets of one's own, whether copies and stories are wanted, whether only what is in Arabic is."""

    outlets: Outlets | None = None
    stories: bool = False
    only_arabic: bool = False


def read_packed(item: Item, settings: Settings) -> tuple[Document, Packed]:
    """Read a text or a page, and pack what is kept of it.

    Raises:
        InputError: it can't be read.
    """
    document = read_item(item, outlets=settings.outlets, only_arabic=settings.only_arabic)
    body = pack(item.body) if isinstance(item, Page) else None
    return document, Packed(pack_document(document), body, fingerprint_of(document) if settings.stories else None)


def answer(task: Task, settings: Settings) -> Reply:
    """Do a task."""
    item = task.page or task.text
    assert item is not None
    try:
        _, packed = read_packed(item, settings)
        return Reply(*packed)
    except InputError as error:
        return Reply(error=str(error), code=error.code)


def serve() -> None:
    """Do tasks until there are no more, or nobody is there to take the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the one who writes, who ends this one in order
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not come between the frames
    settings: Settings = pickle.loads(read_frame(source) or pickle.dumps(Settings()))
    tasks: SimpleQueue[bytes | None] = SimpleQueue()

    def receive() -> None:
        while (data := read_frame(source)) is not None:
            tasks.put(data)
        tasks.put(None)

    threading.Thread(target=receive, daemon=True).start()
    decoder = msgspec.msgpack.Decoder(Task)
    try:
        write_frame(sink, READY)
        while (data := tasks.get()) is not None:
            write_frame(sink, msgspec.msgpack.encode(answer(decoder.decode(data), settings)))
    except BrokenPipeError:
        pass
    os._exit(0)  # the thread may stand in a read, which would hold up an orderly end
