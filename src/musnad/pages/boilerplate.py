"""Lines around an article that are not of it: notes on comments, links to read on, feet of sites.

From a web page such lines are left out of the text; in a text that came as text they stay and are marked (`cut`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from musnad.arabic.letters import fold
from musnad.model import Cut

LONGEST = 300  # characters of a line that can be boilerplate: a headline behind «اقرأ أيضا» and no more
EDGE_LINES = 6  # at the foot of a text, where what is no boilerplate in its middle can be (a lone tag, an address)


class Kind(NamedTuple):
    """A kind of boilerplate line: the reason that is given, and a pattern for the whole line."""

    reason: str
    pattern: re.Pattern[str]
    edge: bool = False  # only among the last lines


def _kind(reason: str, openings: str, behind: str = r"(?!\w)[^\n]*", *, edge: bool = False) -> Kind:
    """Return a kind of line from its openings, a pattern a line, and a pattern for what may stand behind them."""
    choices = "|".join(line.strip() for line in openings.strip().splitlines())
    return Kind(reason, re.compile(rf"[^\w«»“”\"']*_*(?:{choices}){behind}", re.IGNORECASE), edge)


_NOTHING = r"\W*"  # the opening is the whole line
_HEADLINE = r"\s*(?:[:：.…]|$|\s[^\n]{0,150}$)[^\n]*"  # the headline of another article, or nothing
_TOOL = r"طباعة|طباعه|[أإا]رسل?(?:ال)? [إا]لى صديق|إرسال|حفظ|نسخ الرابط|تكبير الخط|تصغير الخط|print|email|pdf"
_WAY = r"السابق|التالي|عودة|رجوع|الرئيسية"
_CODE = r"\[/?[a-z_][\w-]*(?:\s[^\]\n]{0,200})?\]"  # of WordPress, whose plugin is gone
KINDS = (
    _kind("caption", r"[^\n.]{5,110}\([^()\n]{0,30}[أا]رشيف(?:ية?)?\)", ""),
    _kind("comment note", r"""
        Note: Only a member of this blog may post a comment
        No comments(?: yet)?
        Post a comment
        Leave a (?:reply|comment)
        لا (?:توجد|يوجد) تعليقات
        [أا]ضف تعليقا?ً?
        اترك (?:تعليقا?ً?|ردا?ً?)
        لن يتم نشر عنوان بريدك
        التعليقات مغلقة
        (?:تنويه|ملاحظة|تنبيه)\s*[:：]?[^\n]{0,120}(?:تعليق|التعليقات|تعليقات)
        (?:التعليقات|الآراء) (?:المنشورة|الواردة) [^\n]{0,40}(?:لا )?تعبر
    """),
    _kind("link to read on", r"""
        [إاأ]قر[أا]\s+(?:[أا]يضا?ً?ا?|المزيد|كذلك)
        اقرؤوا\s+[أا]يضا?ً?
        طالع\s+(?:[أا]يضا?ً?|المزيد)
        شاهد\s+[أا]يضا?ً?
        [أا]يضا?ً? على
        قد يهمك(?:\s+[أا]يضا?ً?)?
        ذات صلة
        (?:[أا]خبار|مواضيع|مقالات|مواد)\s+(?:ذات صلة|متعلقة|مرتبطة|مشابهة)
        read more
        see also
        related (?:posts|articles)
    """, _HEADLINE),
    _kind("comment note", r"""
        (?:ال)?تعليقات (?:مملوكة|لا تعبر|تعبر|المنشورة|مغلقة)
        (?:نعتذر|عذرا|نأسف)[^\n]{0,60}(?:بالتعليق|التعليق|مسجل(?:ين)?)
    """),
    _kind("call to readers", r"""
        (?:هل )?(?:أعجبك|أعجبتك|أفادك|أفادتك) (?:هذا |هذه )?(?:المحتوى|المادة|القصة|الخبر|المقالة?|الموضوع|التقرير)\s*؟
        كن أول من (?:يعلم|يعرف|يقرأ|يعلق)
        لا تفو[ّ]?ت(?:وا|ي)? (?:أي|آخر|جديد)
        يمكنكم? متابعت(?:نا|كم)
        صحافتنا (?:مجانية|مستقلة)
        انضم(?:وا)? إلى (?:أكثر من|آلاف|ملايين)
        (?:أكمل|لإكمال|لمتابعة|تابع) (?:القراءة|قراءة)
        (?:هل أنت )?مشترك (?:بالفعل|لدينا|سابقا)\s*؟
        (?:هذا|هذه|بقية) (?:المحتوى|المادة|المقال|الخبر) (?:مخصصة? |حصرية? )?(?:ل|على )(?:ل|ال)مشتركين
        (?:المحتوى|الخبر|المقال|النص) (?:يتابع|يتبع|مستمر|يستمر) بعد (?:الفاصل|الإعلان)
        لا تظهر الرسالة
    """),
    _kind("visitors", r"""
        أنت الزائر رقم
        اكتب في (?:دفتر|سجل) الزوار
        تقييم (?:الجمهور|الزوار|القراء|المقال)\s*:
    """, r"[^\n]{0,60}"),
    _kind("advertisement", r"إعلانا?(?:ت)?|مساحة إعلانية|advertisement", _NOTHING),
    _kind("picture credit", r"""
        (?:تصوير|عدسة|بعدسة|الصورة|المصور|مصدر الصورة|حقوق الصورة|photo|picture)\s*[:：]
    """, r"[^\n.]{0,50}"),
    _kind("picture credit", r"الصورة من الأرشيف|صورة (?:أرشيفية|من الأرشيف|تعبيرية)|أرشيفية?|من الأرشيف", _NOTHING),
    _kind("shortcode", _CODE, rf"(?:\s*{_CODE})*\s*"),
    _kind(
        "feed note", r"ظهرت (?:المقالة|المشاركة|التدوينة)|the post ",
        r"[^\n]{0,250}(?:أول[اًا]* (?:على|في)|appeared first on)[^\n]*",
    ),
    _kind("link to read on", r"(?:\.{2,3}|…)\s*(?:المزيد|التتمة|تتمة)", _NOTHING),
    _kind("script note", r"""
        (?:يجب|يرجى|يلزم|لعرض هذه المادة)[^\n]{0,60}(?:جافا ?سكريبت|javascript|فلاش)
        (?:please )?enable javascript
    """),
    _kind("share bar", r"""
        شارك(?:ها|وا)?(?:\s+(?:الخبر|المقال|الموضوع|هذا))?\s*(?:على|عبر|:|$)
        انشر الخبر\s*(?:على|عبر|:|$)
        (?:share this|email this|blogthis!?|tweet|share to \w+)\s*(?:\W|$)
    """, r"[^\n]*"),
    _kind("call to follow", r"""
        تابعونا(?:\s+(?:الآن|دائما|أيضا))?\s*(?:على|عبر|في (?:فيس|تويتر|تلغرام|انستغرام|يوتيوب)|لل|من خلال|:|$)
        تابعوا (?:آخر )?(?:[أا]خبار|الأخبار|قناتنا|صفحتنا)
        (?:لمتابعة|لمزيد من) (?:آخر )?الأخبار
        انضم(?:وا)? إلى (?:قناتنا|قناة)
        اشترك(?:وا)? (?:في|ب)(?:نشرتنا| ?قناتنا|القناة)
        اضغط(?:وا)? هنا
        انقر هنا
        حمّ?ل تطبيق
    """),
    _kind("tags", r"""
        (?:الوسوم|وسوم|كلمات (?:دلالية|مفتاحية|البحث)|الكلمات (?:الدلالية|المفتاحية))\s*[:：]
        (?:tags|labels|هاشتاغ)\s*[:：]
    """, r"[^\n]*", edge=True),
    _kind("tools", rf"(?:(?:{_TOOL}|{_WAY})(?:[\s|·•/,،-]+|$))+", ""),
    _kind("rights", r"""
        (?:جميع|كافة|كل) الحقوق محفوظة
        (?:(?:جميع|كافة|كل) )?حقوق (?:النشر|الطبع|الملكية)(?: والنشر)? محفوظة
        (?:©|\(c\)|copyright)
        الآراء (?:المنشورة|الواردة|المطروحة) (?:لا )?تعبر
        powered by
    """),
    _kind("end mark", r"(?:انتهى|تمت|ا\.?هـ|يتبع)\.?\s*(?:[/\\][^\n]{0,12})?$", "", edge=True),
    _kind("address", r"(?:رابط (?:الخبر|المقال|الموضوع)\s*:\s*)?(?:https?://\S+|www\.\S+|\S+@[\w.-]+\.\w+)\s*$", ""),
    _kind("counter", r"""
        (?:\d[\d٬,.]*|[٠-٩]+)?\s*(?:عدد )?(?:القراء|القراءات|المشاهدات|الزيارات)
        (?:\d[\d٬,.]*|[٠-٩]+)?\s*(?:مشاهد(?:ة|ات)|زيار(?:ة|ات)|مشارك(?:ة|ات)|تعليقا?ت?)
    """, r"\s*[:：]?\s*[\d٠-٩٬,]*\s*"),
)  # fmt: skip

# The words at the head of a box that is not of the article it stands in or below: whole.
_PIECE = "(?:الخبر|المقالة?|الموضوع|التقرير|المادة|القصة|الكاتبة?|التدوينة)"
_PIECES = "(?:[أا]خبار|مواضيع|موضوعات|مقالات|مواد|روابط|تقارير|ملفات|قصص)"
_LABELS = rf"""
    (?:[إاأ]قر[أا]|طالع|شاهد|تابع)(?:وا|ي)? (?:[أا]يض[اًا]*|المزيد|كذلك)
    (?:قد |ربما )?(?:يهمكم?|تهمكم?|يعجبكم?|تعجبكم?|فاتكم?)(?: [أا]يض[اًا]*| قراءة هذا)?
    (?:لا|لن) (?:يفوتكم?|تفوتكم?|تفو[ّ]?ت)
    (?:اختر|اخترنا|اخترناها?|مختارات|نرشح|ننصح)(?: ?(?:لك|لكم))?(?: بقراءة| بمتابعة)?
    {_PIECES} (?:ذات (?:صلة|علاقة)|مرتبطة|متعلقة|مشابهة|[أا]خرى)
    ذات صلة
    (?:مادة|خبر|مقالة?|موضوع|تقرير) (?:مرتبطة?|ذات? (?:صلة|علاقة)|متعلقة?|مشابهة?)
    (?:ال)?[أا]كثر(?: (?:ال)?{_PIECES})? (?:قراءة|مشاهدة|تداولا|شعبية|تعليقا|زيارة)(?: اليوم| هذا الأسبوع)?
    (?:آخر|[أا]حدث|[أا]هم) (?:ال[أا]خبار|المقالات|المواضيع|المنشورات|الموضوعات)
    المزيد من (?:هذا |نفس )?(?:ال)?(?:{_PIECES}|قسم|كاتب|سلسلة)(?: .{{1,20}})?
    واصل القراءة
    مصادر [أا]خرى
    عاجل الآن
    (?:recommended|related|popular|latest|recent) (?:posts|articles|news|stories)
    you may also like|read (?:more|also)|see also
    (?:عدد )?(?:ال)?تعليقات?(?: القراء| الزوار| ال[أا]عضاء)?(?: ?[(]?[\d٠-٩]+[)]?)?
    [\d٠-٩]+ (?:تعليقات|تعليقا?|ردود|ردا?)
    (?:آراء|نقاش|ردود) (?:القراء|الزوار|الأعضاء)
    (?:[أا]ضف|اكتب|اترك|شاركنا?)(?: ب?(?:تعليقا?ك?|ردا?|ر[أا]يك))?
    comments?|leave a (?:reply|comment)
    (?:نبذة )?عن {_PIECE}|حول الكاتبة?
    (?:ملاحظات?|ملحوظات?|تنويه)(?: هامة)? (?:إلى|ل)? ?(?:ل?ل?محرر(?:ين|ي الصحف)|رؤساء التحرير)
    جهات الاتصال|معلومات الاتصال|تواصلوا? معنا|للتواصل|للاتصال
    (?:للتواصل|للاتصال|الاتصال|التواصل) (?:بنا|معنا|ال[إا]علامي|بالمكتب ال[إا]علامي)
    (?:[أا]برز|[أا]هم)(?: ما(?: جاء)? (?:في|ورد في) {_PIECE}| النقاط| العناوين)
    النقاط (?:الرئيسية|الأساسية)|نقاط رئيسية
    (?:ملخص|خلاصة|موجز) {_PIECE}|ملخص(?: آلي| بالذكاء الاصطناعي)?
    {_PIECE} (?:في|ب) (?:سطور|نقاط|ثوان|دقيقة|إيجاز)|باختصار|في سطور
    (?:محتويات|محتوى|فهرس|عناوين) {_PIECE}|المحتويات|المحتوى|جدول المحتويات|انتقل (?:إلى|الى)|في هذ[اه] {_PIECE}
    (?:شاركها?|انشر|أرسل)(?: {_PIECE})?|share
    الوسوم|وسوم|(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية)|tags
    (?:أكمل|لإكمال|لمتابعة|تابع) (?:القراءة|قراءة).{{0,40}}
    (?:هذا|هذه|بقية) {_PIECE} (?:للمشتركين|حصرية?).{{0,40}}|للمشتركين فقط
    الهوامش|الحواشي|هوامش|المصادر والمراجع|المراجع|footnotes|references
    (?:اشترك|انضم|سجل)(?:وا|ي)? (?:في|إلى|ب) ?(?:ال)?(?:نشرتنا|نشرة|قناتنا|القائمة|بريد)[^:]{{0,30}}|النشرة البريدية
    ادعمنا|ساعدنا على الاستمرار|تبرع(?:وا)?(?: الآن| لنا)?|ساهم معنا
"""
BOX_LABELS = re.compile("|".join(line.strip() for line in _LABELS.strip().splitlines()), re.IGNORECASE)

# «رابط الخبر بصحيفة X: …»: the headline behind it is the paper's once more, and is read; the note is not.
_WHERE = r"(?:\s+(?:بصحيفة|في صحيفة|بموقع|على موقع|في موقع)\s+[^:\n]{1,40})?"
_LINK_NOTE = re.compile(rf"(?:^|(?<=[.!؟”»\"]))[ \t]*رابط (?:الخبر|الموضوع|المقال){_WHERE}\s*:[ \t]*", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
# The first words with which a line of these kinds begins, folded: nearly all lines are told by them alone.
_STARTS = frozenset(
    """
    note no post leave تنويه ملاحظه تنبيه رابط يجب يرجي يلزم لعرض please enable لا اضف اترك لن التعليقات اقرا اقرؤوا
    طالع شاهد ايضا قد ذات اخبار مواضيع مقالات مواد read see related شارك شاركها شاركوا انشر share email blogthis
    tweet تابعونا تابعوا لمتابعه لمزيد انضم انضموا اشترك اشتركوا اضغط اضغطوا انقر حمل الوسوم وسوم كلمات الكلمات tags
    labels هاشتاغ طباعه ارسل ارسال حفظ نسخ تكبير تصغير print pdf السابق التالي عوده رجوع الرئيسيه جميع كافه كل حقوق
    c copyright الاراء powered انتهي تمت اه ا يتبع http https www تعليقات نعتذر عذرا ناسف هل اعجبك اعجبتك افادك
    افادتك نال كن يمكنك يمكنكم صحافتنا اكمل لاكمال تابع مشترك هذا هذه بقيه المحتوي الخبر المقال النص انت تقييم اعلان
    اعلانات مساحه advertisement تصوير عدسه بعدسه الصوره المصور مصدر photo picture صوره ارشيف ارشيفيه من الارشيف ظهرت
    the المزيد التتمه تتمه عدد القراء القراءات المشاهدات الزيارات مشاهده مشاهدات زياره زيارات مشاركه مشاركات تعليق
""".split()
)
_WORDS = re.compile(r"\w+")


def line_kind(line: str, *, at_foot: bool = False) -> str | None:
    """Return the reason why a whole line is boilerplate, or None.

    Args:
        line: one line or paragraph.
        at_foot: it stands among the last lines of its text.
    """
    text = line.strip()
    if not text or len(text) > LONGEST:
        return None
    first = _WORDS.search(text)
    word = "" if first is None else first.group()
    told_by_end = text[-1] == ")" and "رشيف" in text[-9:]
    if not (word[:1].isdigit() or fold(word).lower() in _STARTS or "@" in text or text[0] == "[" or told_by_end):
        return None
    return next((k.reason for k in KINDS if (at_foot or not k.edge) and k.pattern.fullmatch(text)), None)


def find_cuts(text: str, *, site: str | None = None) -> list[Cut]:
    """Return the head and foot matter of a text that came as text, in reading order.

    Args:
        text: the whole of it.
        site: the outlet's name, for a first line that holds nothing else.
    Returns: spans that don't overlap, each with its reason; what they hold is not read.
    """
    lines = [m.span() for m in _LINE.finditer(text) if m.group().strip()]
    found = [Cut(m.start(), m.end(), m.group(), "link note") for m in _LINK_NOTE.finditer(text)]
    last = max(len(lines) - EDGE_LINES, len(lines) // 2)
    for n, (start, end) in enumerate(lines):
        reason = line_kind(text[start:end], at_foot=n >= last)
        if reason is None and n == 0 and len(lines) > 2 and _is_site_name(text[start:end], site):
            reason = "site name"
        if reason is not None and not any(c.start < end and start < c.end for c in found):
            found.append(Cut(start, end, text[start:end], reason))
    return sorted(found, key=lambda cut: cut.start)


def _is_site_name(line: str, site: str | None) -> bool:
    """A first line of Latin letters alone («IMLebanon»), or the outlet's own name."""
    name = line.strip()
    if site and name.strip("«»\"' ") == site.strip():
        return True
    return len(name) <= 30 and len(_WORDS.findall(name)) <= 3 and name.isascii() and any(c.isalpha() for c in name)


def foot_lines(paragraphs: list[str]) -> Iterator[bool]:
    """Tell of each paragraph whether it stands at the foot."""
    last = max(len(paragraphs) - EDGE_LINES, len(paragraphs) // 2)
    yield from (n >= last for n in range(len(paragraphs)))
