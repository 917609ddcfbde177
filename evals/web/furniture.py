"""What stands around an article on a news page: menus, tickers, related links, share bars, comments, feet.

None of it may come out as text. It is written to be as large and as tempting as on real pages: teasers are
whole sentences, comments are longer than some articles.
"""

from __future__ import annotations

from collections.abc import Sequence

SECTIONS = (
    "الرئيسية", "أخبار محلية", "سياسة", "اقتصاد وأعمال", "رياضة", "ثقافة وفنون", "تكنولوجيا", "صحة", "منوعات",
    "مقالات الرأي", "تحقيقات", "فيديو", "صور", "بودكاست", "الطقس", "أسعار العملات", "من نحن", "اتصل بنا",
)  # fmt: skip
CITIES = ("دار النخيل", "الصدف", "بحيرة اللوتس", "وادي الرمان", "السهل الجنوبي", "مرج الزيتون", "تل القمح")
HEADLINES = (
    "وزير النقل: افتتاح الجسر الشمالي الشهر المقبل بعد انتهاء الاختبارات",
    "ارتفاع أسعار الخضار في أسواق السهل الجنوبي مع بداية الموسم",
    "فريق النوارس يتعادل مع ضيفه المرج في افتتاح الجولة العاشرة",
    "دراسة جديدة تكشف أثر النوم المنتظم في صحة القلب",
    "بالصور.. معرض الكتاب يستقبل زواره في يومه الأول",
    "الأرصاد تحذر من موجة حر تستمر حتى نهاية الأسبوع",
    "مجلس البلدية يقر موازنة العام الجديد بأغلبية ضئيلة",
    "المصرف المركزي ينفي شائعات عن طرح فئة نقدية جديدة",
    "وفاة المخرج المسرحي سامي القطان عن سبعين عاما",
    "إعادة فتح طريق الوادي أمام الشاحنات بعد إغلاق دام أسبوعين",
    "نقابة المعلمين تدعو إلى اجتماع طارئ لبحث الأجور",
    "خمس نصائح تساعدك على توفير استهلاك الكهرباء في الصيف",
)
TEASERS = (
    "قال وزير النقل إن الجسر الشمالي سيفتح أمام المركبات خلال أسابيع قليلة بعد أن أنهت الفرق الفنية اختبارات التحمل.",
    "شهدت أسواق المدينة حركة نشطة صباح اليوم، فيما اشتكى المتسوقون من ارتفاع الأسعار مقارنة بالشهر الماضي.",
    "أكد المدير الفني أن لاعبيه قدموا ما عليهم، مشيرا إلى أن الموسم ما زال طويلا والفرصة قائمة.",
    "أفاد باحثون بأن النوم سبع ساعات متصلة يقلل خطر الإصابة بأمراض القلب لدى من تجاوزوا الخمسين.",
)
COMMENTS = (
    ("أبو خالد", "كلام جميل لكن أين التنفيذ؟ نسمع هذه الوعود منذ سنوات ولم نر شيئا على الأرض، والمواطن وحده من يدفع الثمن."),
    ("سعاد", "شكرا على هذا الخبر المهم، أتمنى أن تتابعوا الموضوع وأن تنشروا ردود المسؤولين عليه في أقرب وقت ممكن."),
    ("مواطن غيور", "قال المسؤولون الكلام نفسه العام الماضي، والنتيجة كما ترون. الله المستعان على كل حال."),
)  # fmt: skip
COOKIES = (
    "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا وعرض إعلانات تناسبك. بالاستمرار في التصفح فإنك توافق على"
    " سياسة الخصوصية وشروط الاستخدام الخاصة بنا."
)
ABOUT = (
    "موقع إخباري مستقل يغطي أخبار البلاد والعالم على مدار الساعة، تأسس عام 2004 ويصدر عن مؤسسة الضفاف للنشر. جميع الآراء"
    " المنشورة تعبر عن أصحابها ولا تعبر بالضرورة عن رأي الموقع."
)
RIGHTS = "جميع الحقوق محفوظة © 2021. لا يجوز نسخ المواد المنشورة أو إعادة نشرها من دون إذن خطي مسبق."


def links(titles: Sequence[str], *, item: str = "li", cls: str = "item", path: str = "/news/") -> str:
    """Return titles as a list of links."""
    return "".join(f'<{item} class="{cls}"><a href="{path}{n + 11}.html">{t}</a></{item}>' for n, t in enumerate(titles))


def menu(cls: str = "menu") -> str:
    """Return a menu of sections, each with a submenu of cities."""
    sub = links(CITIES, path="/city/")
    rows = "".join(
        f'<li class="{cls}-item"><a href="/s/{n}">{s}</a><ul class="sub-{cls}">{sub}</ul></li>'
        for n, s in enumerate(SECTIONS)
    )
    return f'<ul id="{cls}" class="{cls}">{rows}</ul>'


def ticker(cls: str = "breaking-news") -> str:
    """Return a bar of breaking news."""
    return f'<div class="{cls}"><span class="title">عاجل</span><ul>{links(HEADLINES[:6])}</ul></div>'


def cards(cls: str, heading: str, *, first: int = 0, count: int = 6, teasers: bool = True) -> str:
    """Return a box of other articles, with pictures, dates and, if asked for, teasers."""
    rows = "".join(
        f'<article class="{cls}-card"><a href="/n/{n}"><img src="/i/{n}.jpg" alt="{HEADLINES[n % 12]}"></a>'
        f'<h3 class="{cls}-title"><a href="/n/{n}">{HEADLINES[n % 12]}</a></h3><span class="date">منذ {n + 2} ساعات</span>'
        + (f'<p class="excerpt">{TEASERS[n % 4]}</p>' if teasers else "")
        + "</article>"
        for n in range(first, first + count)
    )
    return f'<div class="{cls}"><h2 class="{cls}-heading">{heading}</h2>{rows}</div>'


def share(cls: str = "share-buttons") -> str:
    """Return a share bar."""
    rows = "".join(
        f'<a class="{c}" href="https://{c}.example/share"><span>{t}</span></a>'
        for c, t in (("facebook", "شارك على فيسبوك"), ("twitter", "غرّد"), ("whatsapp", "واتساب"), ("print", "طباعة"))
    )
    return f'<div class="{cls}"><span>شارك الخبر</span>{rows}<span class="count">312 مشاركة</span></div>'


def comments(cls: str = "comments", *, item: str = "li") -> str:
    """Return readers' comments and the form for one more."""
    rows = "".join(
        f'<{item} class="comment"><div class="comment-author"><b>{who}</b> يقول:</div><div class="comment-content">'
        f"<p>{what}</p></div><a href='#'>رد</a></{item}>"
        for who, what in COMMENTS
    )
    return (
        f'<div id="{cls}" class="{cls}-area"><h3>3 تعليقات</h3><ol class="comment-list">{rows}</ol>'
        '<form id="commentform"><p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p>'
        '<label>التعليق</label><textarea></textarea><input type="submit" value="إرسال التعليق"></form></div>'
    )


def foot(cls: str = "footer") -> str:
    """Return the foot of a page."""
    return (
        f'<footer class="{cls}"><div class="about"><h4>عن الموقع</h4><p>{ABOUT}</p></div>'
        f"<ul>{links(SECTIONS)}</ul><p class='copyright'>{RIGHTS}</p></footer>"
    )


def cookie_bar() -> str:
    """Return a bar that asks for consent."""
    return f'<div id="cookie-consent" class="cookie-notice" role="dialog"><p>{COOKIES}</p><button>موافق</button></div>'


# As long as the head of a page of a large site: styles and scripts are most of what a browser is sent.
STYLE = "<style>" + "".join(
    f".c{n} .box-{n}{{margin:{n % 9}px;padding:{n % 7}px;color:#{n:03x};display:block;float:right}}" for n in range(260)
) + "</style>"  # fmt: skip
SCRIPT = "<script>" + "".join(
    f'window.q=window.q||[];q.push(["slot{n}","/41/site/box{n}",[300,250]]);' for n in range(140)
) + "</script>"  # fmt: skip
