"""Texts come in exactly as they are; what can't be read says where, and the rest is read."""

import io
import json
import subprocess
import sys
import types

import pytest

import musnad
from musnad.document import Document
from musnad.errors import InputError, LexiconError
from musnad.inputs import read_item, read_paths
from musnad.pages.sources import find_files, find_items
from musnad.pages.texts import TextInput


@pytest.fixture(autouse=True)
def stub(monkeypatch):
    """A reader that finds nothing, quickly, and fails where a text asks for it."""
    module = types.ModuleType("musnad.reading.reader")

    def read(text, *, title, outlet, url, published, id, cut):
        if text == "lexicon":
            raise LexiconError("no such entry")
        if text == "boom":
            raise RecursionError("too deep")
        return Document(id=id or "d", text=text, title=title, outlet=outlet, url=url, published=published, cut=cut)

    module.read = read
    monkeypatch.setitem(sys.modules, "musnad.reading.reader", module)


def texts(*paths, **options):
    return list(find_items(find_files(map(str, paths)), **options))


def shown(items):
    """A text as itself, an error as `!` and its message."""
    return [f"!{item}" if isinstance(item, InputError) else item.text for item in items]


@pytest.mark.parametrize("text", [
    "",  # an empty text is a text
    "قال\r\nالوالي\r",  # no newline is translated
    "\ufeffقال",  # a byte-order mark has its offset
    "قال\x00\u200f",  # NULs and marks of direction
    "e\u0301 ﻻ",  # nothing is normalised
])  # fmt: skip
def test_text_is_kept_exactly(text, tmp_path):
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": text}))
    assert shown(texts(tmp_path)) == [text, text]
    assert Document.from_json(musnad.read(text).to_json()).text == text


def test_folder_is_recursive_sorted_and_without_the_hidden(tmp_path):
    for name in ("b/x.txt", "b.txt", "a/z.TXT", "a/b/c.txt", "notes.md", ".git/h.txt", "a/.h.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert shown(texts(tmp_path)) == ["a/b/c.txt", "a/z.TXT", "b/x.txt", "b.txt"]


def test_what_is_no_input(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.pdf").write_text("%PDF")
    found = shown(texts(tmp_path / "empty", tmp_path / "page.pdf", tmp_path / "none.txt"))
    for part, text in zip(("no file to read", "neither", "No such file"), found, strict=True):
        assert part in text


def test_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        {"text": "أ", "id": 7, "title": "ت", "url": "u", "outlet": "o", "published": "2031-05-01", "more": [1]},
        {"text": "ب", "date": "2031-05-01 10:20:30"},
        {"text": "ج", "published": {"at": "2031"}, "date": "2030"},
    ]
    path.write_bytes(b"\xef\xbb\xbf" + b"\n\n".join(json.dumps(row).encode() for row in rows))
    first, second, third = texts(path)
    given = "given with the text"
    assert (first.name, first.id, first.title, first.url, first.outlet) == (f"{path}:1", "7", "ت", "u", "o")
    assert first.published == {"at": "2031-05-01", "precision": "day", "evidence": given}
    assert second.published == {"at": "2031-05-01 10:20:30", "precision": "second", "evidence": given}
    assert (third.published, third.name) == ({"at": "2031"}, f"{path}:5")


@pytest.mark.parametrize(("line", "said"), [
    (b"{oops", "not JSON"),
    (b"[1]", "Expected `object`"),
    (b"{}", "missing required field `text`"),
    (b'{"text": 3}', "Expected `str`"),
    (b'{"text": "a", "title": []}', "$.title"),
    (b'{"text": "a\xff"}', "not UTF-8 at byte offset 25 (0xff)"),  # 14 of the first line, 11 of this one
    (b'{"text": "a\\ud800"}', "lone surrogate U+D800"),
    (b"[" * 100_000, "expected"),
])  # fmt: skip
def test_a_bad_line_is_named_and_the_rest_read(line, said, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "x"}\n' + line + b'\n{"text": "y"}')
    first, error, last = shown(texts(path))
    assert (first, last) == ("x", "y")
    assert error.startswith(f"!{path}:2: ") and said in error


def test_not_utf8_names_file_and_offset(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("خبر".encode() + "خبر".encode("windows-1256"))
    assert shown(texts(path))[0].startswith(f"!{path}: not UTF-8 at byte offset 6 (0x")


def test_standard_input():
    lines = b'{"text": "a"}\n{"text": "b"}'
    assert shown(texts("-", stdin=io.BytesIO(lines))) == [lines.decode()]
    assert shown(texts("-", stdin=io.BytesIO(lines), stdin_holds="jsonl")) == ["a", "b"]


def test_lines_are_streamed():
    class Endless(io.RawIOBase):
        """A stream that must not be read to its end."""

        def readable(self):
            return True

        def readinto(self, buffer):
            row = b'{"text":"a"}\n'
            buffer[: len(row)] = row
            return len(row)

    stream = find_items(["-"], stdin=io.BufferedReader(Endless()), stdin_holds="jsonl")
    assert [next(stream).name for _ in range(3)] == ["-:1", "-:2", "-:3"]


@pytest.mark.parametrize("given", [{"text": "a\ud800"}, {"text": "a", "title": "\udfff"}, {"text": b"a"}])
def test_read_refuses_what_no_output_can_hold(given):
    with pytest.raises(InputError, match=r"lone surrogate U\+D|must be a str"):
        musnad.read(**given)


def test_read_paths_goes_on_where_it_is_told_to(tmp_path):
    for name in ("a", "boom", "c"):
        (tmp_path / f"{name}.txt").write_text(name)
    errors = []
    assert [d.text for d in read_paths([tmp_path], on_error=errors.append)] == ["a", "c"]
    assert "boom.txt: the reader failed with RecursionError: too deep" in str(errors[0])
    with pytest.raises(InputError, match="boom"):
        list(musnad.read_paths(tmp_path))


def test_a_broken_lexicon_is_not_the_fault_of_a_text():
    with pytest.raises(LexiconError):
        read_item(TextInput(text="lexicon", name="a.txt"))


def test_public_names():
    assert set(musnad.__all__) <= set(dir(musnad))
    assert all(getattr(musnad, name) is not None for name in musnad.__all__)
    with pytest.raises(AttributeError, match="sing"):
        _ = musnad.sing
    code = "import sys, musnad; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "msgspec" not in loaded and "musnad._version" in loaded
