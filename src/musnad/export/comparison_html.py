"""Documents beside each other as one HTML file: a column a report, right to left, readable on a telephone.

Pages are hostile: whatever comes from one is escaped, set apart by direction (`bdi`) and stripped of what turns it. The
file needs nothing from elsewhere and runs nothing; its policy forbids both.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from musnad.archive.comparing import Comparison
from musnad.archive.story_rows import StoryDocument
from musnad.display import plain
from musnad.export.report_wording import chain_of, first_outlets, pieces
from musnad.stories.statements import Report, Utterance

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CSS = (
    ":root{--paper:#fff;--ink:#1a1a1a;--faint:#5b6370;--line:#d6d9de;--card:#f7f8f9;--plus:#dcf3e1;--plus-ink:#14532d;"
    "--minus:#fbe3e1;--minus-ink:#8a1c14;--warm:#8a5200;--cool:#166534;color-scheme:light dark}"
    "@media(prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e8e8e8;--faint:#a5adb8;--line:#363b44;--card:#1f2329;"
    "--plus:#12351f;--plus-ink:#a7e8b9;--minus:#43201d;--minus-ink:#f3b4ae;--warm:#f0b656;--cool:#7fd49a}}"
    "*{box-sizing:border-box}"
    "body{background:var(--paper);color:var(--ink);margin:0 auto;padding:1rem;max-width:90rem;line-height:1.9;"
    "font-family:'Noto Naskh Arabic','Amiri','Geeza Pro','Segoe UI',Tahoma,sans-serif;overflow-wrap:anywhere}"
    "h1{font-size:1.5rem;line-height:1.6;margin:.2em 0}h2{font-size:1.15rem;line-height:1.7;margin:0}"
    "summary{cursor:pointer;color:var(--faint)}"
    "h3{font-size:1rem;margin:0}p,ul,dl{margin:.3em 0}.faint,dt{color:var(--faint);font-size:.85rem}"
    "section{border-top:2px solid var(--line);margin-top:1.5rem;padding-top:.8rem}"
    "ul.documents{list-style:none;padding:0;display:grid;gap:.2rem 1.5rem;"
    "grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr))}"
    ".columns{display:grid;gap:.8rem;margin-top:.6rem;align-items:start;"
    "grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr))}"
    "article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem;min-width:0}"
    "article.fullest{border-color:var(--faint)}"
    ".kind{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:0 .6rem;font-size:.8rem}"
    ".cue{font-weight:bold}.distancing{color:var(--warm)}.endorsing{color:var(--cool)}"
    "ins{background:var(--plus);color:var(--plus-ink);text-decoration:none;border-radius:.2rem;padding:0 .15rem}"
    "del{background:var(--minus);color:var(--minus-ink);border-radius:.2rem;padding:0 .15rem}"
    "blockquote{margin:.4em 0;padding-inline-start:.7rem;border-inline-start:3px solid var(--line)}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .6rem;font-size:.9rem}dd{margin:0;min-width:0}"
    "code{font-size:.75rem;color:var(--faint);direction:ltr;unicode-bidi:isolate}time{direction:ltr;unicode-bidi:isolate}"
    "@media print{section,article{break-inside:avoid}}"
)
KINDS = {
    "fullest": "أتمّ رواية", "verbatim": "بالنص نفسه", "edited": "بتغيير كلمات", "shortened": "مختصرة",
    "paraphrased": "بالمعنى", "translated": "بألفاظ أخرى بين علامتي تنصيص",
}  # fmt: skip
FORCES = {"neutral": "محايد", "endorsing": "مصدِّق", "distancing": "متحفّظ"}
ACTS = {
    "state": "قول", "deny": "نفي", "call": "دعوة", "demand": "مطالبة", "pledge": "تعهّد", "warn": "تحذير",
    "threaten": "تهديد", "accuse": "اتهام", "criticise": "انتقاد", "welcome": "ترحيب", "reject": "رفض",
    "express": "إعراب",
}  # fmt: skip
TYPES = {"direct": "منقول بلفظه", "indirect": "منقول بمعناه", "mixed": "بعضه بلفظه"}
ROLES = {"speaker": "القائل", "relay": "الناقل", "agency": "الوكالة", "outlet": "الوسيلة", "origin": "المنشور الأول"}
MOST_SHOWN = 6  # documents that are listed at once: with more a telephone would show no statement at first
_MARKS = {"same": "{}", "came": "<ins>{}</ins>", "gone": " <del>{}</del> "}
NOBODY, NO_OUTLET, NO_TIME = "قائل غير معروف", "وسيلة غير معروفة", "بلا تاريخ"


def comparison_html(comparison: Comparison) -> str:
    """Return a comparison as a whole HTML file."""
    title = _text(comparison.title) or "مقارنة"
    outlets = {document.outlet for document in comparison.documents if document.outlet}
    out = [
        '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title><style>{_CSS}</style></head><body>",
        f"<header><h1><bdi>{title}</bdi></h1>",
        f'<p class="faint">الوثائق: {len(comparison.documents):,} · الوسائل: {len(outlets):,} · '
        f"أقوال في أكثر من وثيقة: {sum(len(_documents(u)) > 1 for u in comparison.utterances):,}</p>",
    ]
    out += [f"<p><code>{_text(id)}</code></p>" for id in comparison.stories]
    if comparison.left_out:
        out.append(f'<p class="faint">وثائق لم تقارن لكثرتها: {comparison.left_out:,}</p>')
    shown = " open" if len(comparison.documents) <= MOST_SHOWN else ""
    out.append(f'<details{shown}><summary>الوثائق</summary><ul class="documents">')
    out += [*map(_document, comparison.documents), "</ul></details></header>"]
    if comparison.utterances:
        out.append('<p class="faint">مقارنة بأتمّ رواية: <ins>كلمات زادتها</ins> <del>كلمات حذفتها أو بدّلتها</del></p>')
    out += ["<main>", *(_utterance(u) for u in comparison.utterances)]
    if not comparison.utterances:
        out.append("<p>لا قول في هذه الوثائق ترويه اثنتان منها.</p>")
    return "".join([*out, "</main></body></html>\n"])


def _documents(utterance: Utterance) -> set[str]:
    return {report.document for report in utterance.reports}


def _document(document: StoryDocument) -> str:
    copies = f' · <span class="faint">نسخ أخرى: {len(document.copies):,}</span>' if document.copies else ""
    title = f"<br><bdi>{_text(document.title)}</bdi>" if document.title else ""
    return (
        f"<li><b><bdi>{_text(document.outlet) or NO_OUTLET}</bdi></b> · {_time(document.published)}{copies}{title}"
        f"<br><code>{_text(document.id)}</code></li>"
    )


def _utterance(utterance: Utterance) -> str:
    out = [f"<section><h2><bdi>{_text(utterance.speaker) or NOBODY}</bdi></h2>"]
    if utterance.first is not None:
        first = utterance.reports[utterance.first]
        out.append(f"<p>الأسبق: {_listed(first_outlets(utterance))} · {_time(first.at)}</p>")
    if utterance.left_out:
        out.append(f"<p>لم يذكره: {_listed(utterance.left_out)}</p>")
    out += ['<div class="columns">', *map(_report, utterance.reports), "</div></section>"]
    return "".join(out)


def _report(report: Report) -> str:
    cue = f'<bdi class="cue {report.force}">{_text(report.cue.text)}</bdi> · ' if report.cue else ""
    out = [
        f'<article class="{report.kind}"><h3><bdi>{_text(report.outlet) or NO_OUTLET}</bdi></h3>',
        f'<p class="faint">{_time(report.at)} · <span class="kind">{KINDS[report.kind]}</span></p>',
        f'<p>{cue}<span class="{report.force}">{FORCES[report.force]}</span> · {ACTS[report.act]} · '
        f"{TYPES[report.type]}</p><blockquote>{_wording(report)}</blockquote><dl>",
    ]
    if report.source is not None:
        out.append(f"<dt>المنسوب إليه</dt><dd><bdi>{_text(report.source.text)}</bdi></dd>")
    if labels := list(dict.fromkeys(str(label["text"]) for label in report.labels)):
        out.append(f"<dt>التسميات</dt><dd>{_listed(labels)}</dd>")
    links = [f"{ROLES[link.role]}: <bdi>{_text(link.name)}</bdi>" for link in chain_of(report)]
    if len(links) > 1:
        out.append(f"<dt>السلسلة</dt><dd>{' ← '.join(links)}</dd>")
    return "".join([*out, f"</dl><code>{_text(report.statement)}</code></article>"])


def _wording(report: Report) -> str:
    """Return what was said, with what became of the fullest report's words."""
    return "".join(_MARKS[piece.kind].format(html.escape(_padded(piece.text))) for piece in pieces(report))


def _padded(text: str) -> str:
    """Return a text with its blanks at both ends, which `plain` takes away."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{plain(text)}{after}" if text.strip() else " " * bool(text)


def _listed(names: Iterable[str]) -> str:
    return "، ".join(f"<bdi>{_text(name)}</bdi>" for name in names)


def _time(at: str | None) -> str:
    return f"<time>{_text(at.replace('T', ' '))}</time>" if at else f'<span class="faint">{NO_TIME}</span>'


def _text(text: str | None) -> str:
    return html.escape(plain(text or ""), quote=True)
