"""The constructions that make a statement, by name; every statement carries the name of its own.

`musnad explain` prints them and docs/reading.md lists them; a test reads every example.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A construction: its name, what it is, and an example with [cue] and {content} marked."""

    name: str
    description: str
    example: str


_ROWS = (
    Rule("verb+clause", "A verb of saying, thinking or asking and its clause behind أن، إن، بأن، إلى أن، على أن.",
         "[أكد] وزير المياه سامر الحلواني أن {السد سيكتمل في الربيع}."),
    Rule("verb+prep", "A verb and the preposition it governs, with a noun phrase or a clause.",
         "[دعا] رئيس البلدية السكان {إلى ترشيد استهلاك المياه}."),
    Rule("verb+colon", "A verb and a colon; what follows is the speaker's own wording.",
         "[وقال] الحلواني: {المياه حق للجميع}."),
    Rule("verb+quote", "A verb and quotation marks.",
         "[وأضاف] «{لن نتخلى عن حقنا في النهر مهما طال الوقت}»."),
    Rule("verb+noun", "A verb whose object is what is said: subject and object stand side by side.",
         "[أعلنت] وزارة الصحة {تسجيل إصابتين جديدتين}."),
    Rule("quote+verb", "A quotation, then its verb and who said it.",
         "«{لم يبق في المخازن شيء من القمح}»، [قالت] المتحدثة."),
    Rule("participle", "A participle that goes on with the same speaker.",
         "وقال الوزير إن المحادثات انتهت، [مشيرا] إلى أن {الوفد عاد مساء}."),
    Rule("noun", "A noun of saying with its pronoun or behind a verb (قوله إن، بالقول إن).",
         "واكتفى المدير [بالقول] إن {التحقيق مستمر}."),
    Rule("relay", "A relay and the one it quotes: نقلت X عن Y قوله.",
         "ونقلت الوكالة عن المحافظ [قوله] إن {الطريق مفتوح}."),
    Rule("attribution", "Attribution without a verb of its own: بحسب، وفقا لـ، حسبما أفاد.",
         "{بلغ عدد المصابين عشرين شخصا}، [بحسب] وزارة الصحة."),
    Rule("headline", "A headline: a short noun phrase, a colon and what it says.",
         "الحلواني[:] {السد لن يتوقف}"),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.name: rule for rule in _ROWS}
