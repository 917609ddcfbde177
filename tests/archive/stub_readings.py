"""A reader that reads what it is told to: stands for versions of the real one in the tests of rereading."""

import hashlib

from musnad.document import Document
from musnad.model import ReaderVersion, Span, Speaker, Statement

WHO = ["الوالي", "الوزيرة", "المدير", "الناطقة"]
SAID = [
    "الجسر سيفتح قريبا أمام المارة", "الماء يكفي المدينة كلها", "الأعمال تنتهي مع آخر الشهر",
    "السوق القديم يبقى في مكانه", "الحافلات تعمل في الليل أيضا", "القمح وصل إلى المخازن أمس",
]  # fmt: skip


def text_of(parts):
    """A text of paragraphs, each `WHO قال إن SAID.`; a part is the numbers of both."""
    return "\n\n".join(f"{WHO[w]} قال إن {SAID[s]}." for w, s in parts) + "\n"


def digest(prefix, value):
    return prefix + hashlib.blake2b(value.encode(), digest_size=8).hexdigest()


def reading(text, choices, *, id, version="1", url=None, page=None):
    """Read a text paragraph by paragraph.

    `choices` says for each: None where nothing is found, else how many words of the content are left out at its start
    and end, whether the speaker is known, and the act.
    """
    statements, speakers, place = [], {}, 0
    for n, line in enumerate(text.split("\n")):
        choice = choices[n % len(choices)] if choices else None
        cue = line.find("قال")
        if line and choice is not None and cue > 0:
            skipped, dropped, known, act = choice
            words = line[cue:].rstrip(".").split(" ")[2:]
            words = words[skipped : len(words) - dropped]
            content = " ".join(words)
            start = place + line.find(content, cue)
            name = Span(place, place + cue - 1, line[: cue - 1])
            if known:
                speakers.setdefault(name.text, []).append(name)
            statements.append(Statement(
                id=digest("s", f"{id}:{place + cue}:{start}"), source=name,
                cue=Span(place + cue, place + cue + 3, "قال"),
                content=(Span(start, start + len(content), content),),
                speaker=f"S{list(speakers).index(name.text)}" if known else None, act=act, rule="verb",
                why=None if known else "not known",
            ))  # fmt: skip
        place += len(line) + 1
    people = tuple(Speaker(f"S{n}", "person", m[0], tuple(m)) for n, m in enumerate(speakers.values()))
    return Document(
        id=id, text=text, url=url, speakers=people, statements=tuple(statements), page=page,
        reader=ReaderVersion(version, "x"),
    )  # fmt: skip
