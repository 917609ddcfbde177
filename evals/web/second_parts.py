"""Small things that the second held-out pages share: data for machines, calls to readers, tables, spoilt letters."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import escape as e

from web.articles import Article
from web.more_articles import kinds

EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CALLS = (
    "انضم إلى أكثر من 40 ألف قارئ يصلهم ملخصنا الأسبوعي صباح كل جمعة", "كن أول من يعلم: فعّل جرس الإشعارات من إعدادات متصفحك",
    "لا تفوّت أي خبر، قناتنا على تيليجرام بين يديك", "يمكنكم متابعتنا أيضا عبر نبض وغوغل نيوز", "أعجبتك القصة؟ أرسلها إلى صديق يهمه الأمر",
    "صحافتنا مجانية لكنها ليست بلا كلفة، ساهم معنا ولو بثمن فنجان قهوة", "حمّل نسخة الجوال من متجر التطبيقات", "تواصل مع غرفة الأخبار سرا عبر صندوقنا الآمن",
)  # fmt: skip
DIGEST = (
    "يلخص هذا المربع أهم ما جاء في المادة بمساعدة أدوات آلية راجعها محرر.", "المسألة المطروحة ما زالت موضع خلاف بين الأطراف المعنية.", "ينتظر أن تتضح الصورة خلال الأيام المقبلة بعد صدور البيانات الرسمية.",
)  # fmt: skip


def data(**rows: object) -> str:
    """Return schema.org data as a script."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **rows}, ensure_ascii=False)}</script>'


def meta(**rows: str) -> str:
    """Return meta tags with properties, og_title for og:title."""
    return "".join(f'<meta property="{k.replace("_", ":", 1)}" content="{e(v)}"/>' for k, v in rows.items())


def english(at: datetime) -> str:
    """Return a date as American systems write it."""
    return f"{EN_MONTHS[at.month - 1]} {at.day}, {at.year}"


def iso(at: datetime, zone: str = "+03:00") -> str:
    """Return a time as machines write it."""
    return f"{at:%Y-%m-%dT%H:%M:%S}{zone}"


def cut(text: str, size: int) -> str:
    """Return text shortened to a number of letters, as content systems do it."""
    return text if len(text) <= size else text[:size].rsplit(" ", 1)[0] + "…"


def lines(text: str, width: int) -> list[str]:
    """Return text as printed lines of about a number of letters."""
    rows, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            rows.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*rows, line]


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [part for part in re.split(r"(?<=[^.\d]\.) (?=[^«»])", text) if part]


def speakers(article: Article, template: str, p: str = "<p>{}</p>") -> str:
    """Return the text with the speaker of each line set off: {w} who, {t} what; other paragraphs by `p`."""
    rows = []
    for text in article.paragraphs:
        who, colon, what = text.partition(": ")
        speaks = colon and len(who) < 50
        rows.append(template.format(w=e(who), t=e(what, quote=False)) if speaks else p.format(e(text, quote=False)))
    return "\n".join(rows)


def units(article: Article) -> list[tuple[str, list[str]]]:
    """Return sub-headings with the paragraphs below them; the first has no heading."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for kind, text in zip(kinds(article), article.paragraphs, strict=True):
        if kind == "h":
            found.append((text, []))
        else:
            found[-1][1].append(text)
    return found


def kashida(text: str) -> str:
    """Return text with some words drawn out, as typesetters justified lines."""
    words = text.split(" ")
    for n in range(1, len(words), 4):
        words[n] = re.sub(r"(?<=[بتثجحخسشصضطظعغفقكلمنهي])(?=[بتثجحخسشصضطظعغفقكمنهي][^ ]*$)", "ـــ", words[n], count=1)
    return " ".join(words)


def presentation(text: str) -> str:
    """Return text in the presentation forms that old typesetting and PDF tools write, lam-alif as one."""
    from unicodedata import decomposition

    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFE80, 0xFEFD), 0xFB50):
        parts = decomposition(chr(code)).split()
        if len(parts) >= 2 and parts[0] in ("<isolated>", "<final>", "<initial>", "<medial>"):
            base = "".join(chr(int(p, 16)) for p in parts[1:])
            forms.setdefault(base, {})[parts[0][1:-1]] = chr(code)
    out, n = "", 0
    joins = False  # whether the letter before joins to the next
    while n < len(text):
        base = text[n : n + 2] if text[n : n + 2] in forms else text[n]
        if base not in forms or text[n] in "ًٌٍَُِّْ":
            out += text[n]
            joins = joins and text[n] in "ًٌٍَُِّْ"
            n += 1
            continue
        after = text[n + len(base) : n + len(base) + 1]
        follows = after in forms and after not in "ءًٌٍَُِّْ"
        can = "initial" in forms[base]
        name = ("medial" if follows and can else "final") if joins else ("initial" if follows and can else "isolated")
        out += forms[base].get(name) or forms[base].get("isolated", base)
        joins = can
        n += len(base)
    return out
