"""Second held-out structures: portals of one country, walls, summaries, tools and copies around short and long texts."""

from __future__ import annotations

import json
from html import escape as e

from web.articles import Article
from web.more_articles import kinds
from web.second_articles import suits
from web.second_parts import CALLS, DIGEST, cut, data, iso, meta, sentences, units
from web.site import LEVANT, MAGHREB, WebPage, day, eastern, page, structure, words
from web.surroundings import Around, clock, fit, flow, keywords, sentence


@structure
def laravel_cards_carousel(article: Article) -> WebPage:
    """An Iraqi portal on Laravel: carousels and cards before the text, the text with pasted spans, a face-book comments box with its loading words."""
    s, a = Around("laravel_cards_carousel", "iraq"), fit(article, 2023, outlet="بغداد الآن الجديدة", dateline="بغداد الآن الجديدة – متابعة ")
    p = '<p style="text-align:justify"><span style="font-size:18px"><span style="font-family:Arial,Helvetica,sans-serif">{}</span></span></p>'
    html = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><meta name="csrf-token" content="t0k3n"><title>بغداد الآن الجديدة | {e(a.headline)}</title><meta property="og:title" content="{e(a.headline)}"><meta property="og:image:alt" content="{e(a.headline)}"><link href="/assets/vendor/bootstrap.css?id=9" rel="stylesheet">{s.css(24)}{s.js(12)}</head><body dir="rtl" class="antialiased"><div id="carouselTop" class="carousel slide"><div class="carousel-inner">{s.others('<div class="carousel-item"><div class="carousel-caption d-none d-md-block"><h5><a href="/news/{n}">{t}</a></h5><p>{x}</p></div></div>', 4)}</div></div><nav class="navbar sticky-top"><ul class="nav">{s.sections('<li class="nav-item"><a class="nav-link" href="/cat/{n}">{t}</a></li>')}</ul></nav><section class="container-xxl"><div class="row g-3"><div class="col-12 col-lg-8"><nav aria-label="breadcrumb"><ol class="breadcrumb"><li class="breadcrumb-item"><a>الصفحة الأولى</a></li><li class="breadcrumb-item active">{e(cut(a.headline, 30))}</li></ol></nav><div class="card border-0"><div class="card-header bg-white"><h1 class="h3 fw-bold">{e(a.headline)}</h1><ul class="list-inline text-secondary"><li class="list-inline-item"><i class="fa-regular fa-calendar"></i> {a.at:%d-%m-%Y}, {a.at:%H:%M}</li><li class="list-inline-item"><i class="fa-regular fa-eye"></i> 4,512</li></ul></div><div class="card-body"><div class="float-start fs-tools"><button>-</button> حجم الخط <button>+</button></div>{flow(a, p, h='<p><span style="color:#c0392b"><strong>{}</strong></span></p>', between=chr(10) + chr(10), extra={-1: "<p>&nbsp;</p>"})}<div class="alert alert-info">{CALLS[2]} <a href="https://t.me.example/x">اضغط</a></div></div><div class="card-footer"><div id="fb-root"></div><div class="fb-comments" data-href="/"><span>جار تحميل التعليقات من فيسبوك… قد يحتاج الأمر إلى تعطيل مانع التتبع</span></div></div></div></div><div class="col-lg-4"><ul class="list-group list-group-flush">{s.others('<li class="list-group-item d-flex"><span class="badge rounded-pill">{m}</span><a href="/news/{n}">{t}</a></li>', 10)}</ul><div class="card"><div class="card-header">أسعار الصرف</div><table class="table table-sm">{s.rates()}</table></div></div></div></section><footer class="bg-light"><small>بغداد الآن الجديدة - جميع الحقوق محفوظة {a.at.year}</small></footer></body></html>"""
    return page(a, "laravel_cards_carousel", html, url=f"https://baghdadnow.example/news/{a.number}/slug", outlet="بغداد الآن الجديدة")


@structure
def directions_confused(article: Article) -> WebPage:
    """A Kurdish network's Arabic pages: lang and dir of English, <bdo> and marks of direction in the text, a Kurdish interface, text in <section>s."""
    s, a = Around("directions_confused", "iraq"), fit(article, 2020, outlet="شبكة هاوار")

    def marks(n: int, text: str) -> str:
        safe = e(text, quote=False)
        return f'<bdo dir="rtl">&rlm;{safe}&#8207;</bdo>' if n % 2 else f"&lrm;{safe}&#8236;".replace("«", "«&rlm;")

    html = f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>{e(a.headline)} | Hawar Network</title><meta property="og:site_name" content="Hawar Network"><meta property="article:published_time" content="{a.at:%Y-%m-%d %H:%M:%S}">{s.css(20)}</head><body><header><ul class="lang"><li>کوردی</li><li>Kurmancî</li><li>English</li><li>عربي</li></ul><nav dir="rtl">{"".join(f"<a href='/ar/{n}'>{t}</a>" for n, t in enumerate(("سەرەتا", "هەواڵەکان", "کوردستان", "عێراق", "ئابووری", "وەرزش", "کەلتوور")))}</nav></header><main><section class="hero" dir="rtl"><p class="region">کوردستان | دیالى</p><h1 align="right">{e(a.headline)}</h1><p class="meta" dir="ltr">{a.at:%H:%M} - {a.at:%Y/%m/%d} &nbsp; <span>2 خولەک بۆ خوێندنەوە</span></p></section><section class="body" style="text-align:right">{flow(a, '<section class="blk"><p dir="ltr">{}</p></section>', h='<section class="blk"><h3 dir="ltr">{}</h3></section>', change=marks, extra={1: f'<section class="blk rel"><p>هەروەها بخوێنەوە: <a href="/1">{s.headline()}</a></p></section>'})}</section><section class="tags"><a href="/t">#عراق</a></section></main><section class="latest" dir="rtl"><h2>دوایین هەواڵەکان</h2>{s.others('<p><a href="/ar/{n}">{t}</a><br><small>{x}</small></p>', 6)}</section><footer>Hawar Network © هەموو مافێک پارێزراوە</footer></body></html>"""
    return page(a, "directions_confused", html, url=f"https://hawar.example/ar/{a.number}", outlet="Hawar Network")


@structure
def sentence_each_paragraph(article: Article) -> WebPage:
    """An Egyptian site for search engines: a <p> for each sentence, headings stuffed with the headline, linked lines without a label, keywords linked."""
    s, a = Around("sentence_each_paragraph", "egypt"), fit(article, 2024, outlet="ترند الآن")
    rows, found = [], []
    for n, (kind, text) in enumerate(zip(kinds(a), a.paragraphs, strict=True)):
        parts = sentences(text) if kind == "p" else [text]
        found += parts
        tag = "h3" if kind == "h" else "p"
        rows += [f"<{tag}>{keywords(n, e(part, quote=False)) if tag == 'p' else e(part)}</{tag}>" for part in parts]
        if n in (1, 3):
            rows.append(f'<p><a href="/{n}77" target="_blank" rel="noopener">{s.headline()}</a></p>')
    rows.insert(2, f'<h2 style="text-align: center"><a href="/tag/trend">{e(a.headline)}</a></h2>')
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8"><title>{e(a.headline)} – تفاصيل جديدة وحصرية - ترند الآن</title>{meta(og_title="بالتفاصيل | " + a.headline, og_site_name="ترند الآن")}<script type="application/ld+json" class="rank-math-schema">{json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, {"@type": "BlogPosting", "headline": "بالتفاصيل | " + a.headline, "datePublished": iso(a.at, "+03:00"), "dateModified": iso(a.at.replace(hour=23), "+03:00"), "name": a.headline}]}, ensure_ascii=False)}</script>{s.css(36)}{s.js(36)}</head><body class="rtl single"><div id="page" class="site grid-container"><div class="inside-navigation"><ul>{s.sections('<li><a href="/{n}">{t}</a></li>')}</ul></div><div class="site-content"><main class="site-main"><article class="post"><div class="inside-article"><h1 class="entry-title">{e(a.headline)}</h1><div class="entry-meta"><span class="byline">كتب – {a.author}</span></div><div class="entry-content" itemprop="text">{chr(10).join(rows)}<div class="quads-location quads-ad2"></div><div class="gnews"><a href="//news.example">{CALLS[3]}</a></div></div><footer class="entry-meta"><span class="cat-links">ترند</span> <span class="tags-links"><a rel="tag">سبب</a>, <a rel="tag">حقيقة</a>, <a rel="tag">تفاصيل</a></span><nav id="nav-below" class="post-navigation"><div class="nav-previous"><a href="/1">{s.headline()}</a></div></nav></footer></div></article></main><aside>{s.others('<div class="wp-block-latest"><a href="/{n}">{t}</a></div>', 8)}</aside></div><div class="site-info">ترند الآن © {a.at.year} • بني بواسطة GeneratePress</div></div></body></html>"""
    return page(a, "sentence_each_paragraph", html, url=f"https://trendnow.example/{a.number}/", paragraphs=tuple(found))


@structure
def one_paragraph_for_all(article: Article) -> WebPage:
    """The whole text one <p>, its paragraphs run together; a byline and a place box before it; a caption as long as a sentence; «شاهد» links below."""
    s, a = Around("one_paragraph_for_all", "maghreb"), fit(article, 2016, outlet="الحدث الجهوي")
    whole = " ".join(a.paragraphs)
    html = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"/><title>{e(a.headline)} - الحدث الجهوي</title><meta name="description" content="{e(cut(whole, 150))}"/>{s.css(16)}{s.js(10)}</head><body class="rtl"><div class="fixed-top"><a class="logo" title="الحدث الجهوي" href="/"></a><span class="now">{words(a.at.replace(year=2018), MAGHREB)}</span></div><div class="cats">{s.sections('<a href="/c/{n}">{t}</a>')}</div><div class="post-page"><h1>{e(a.headline)}</h1><div class="inf"><b>{a.author}</b><i>{words(a.at, MAGHREB, weekday=False)}</i></div><div class="pic"><img src="/u/1.jpg"/><span>صورة عامة لمدخل المدينة كما التقطتها عدسة الحدث الجهوي نهاية الأسبوع المنصرم قبيل هطول الأمطار</span></div><p>{e(whole, quote=False)}</p><div class="see"><a href="/p/1">شاهد: {s.headline()}</a><a href="/p/2">شاهد: {s.headline()}</a></div></div><div class="fb-page" data-href="/hadath"></div><div class="zone">{s.others('<div class="zi"><a href="/p/{n}">{t}</a><p>{x}</p></div>', 8)}</div><div class="end">المدير المسؤول: إدريس الفيلالي. الحدث الجهوي جريدة إلكترونية ملف 9/2014</div></body></html>"""
    return page(a, "one_paragraph_for_all", html, url=f"http://hadath-jihawi.example/p/{a.number}", at=day(a), paragraphs=(whole,))


@structure
def wall_with_hidden_rest(article: Article) -> WebPage:
    """A wall for subscribers: two paragraphs open, the rest in a hidden box that data for machines calls `.premium`; notices on blockers; a log-in dialog."""
    s, a = Around("wall_with_hidden_rest", "gulf"), fit(article, 2024, outlet="الاقتصاد والناس")
    parts = flow(a, "<p>{}</p>", h="<h4>{}</h4>").split("\n")
    facts = {"@type": "NewsArticle", "headline": a.headline, "datePublished": iso(a.at), "isAccessibleForFree": False, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".premium"}, "publisher": {"@type": "Organization", "name": "الاقتصاد والناس"}}
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>{e(a.headline)}</title>{data(**facts)}{meta(og_title=a.headline + " (للمشتركين)")}{s.css(24)}</head><body><div class="adblock-overlay" style="display:none"><h3>نرجو إيقاف مانع الإعلانات</h3><p>الإعلانات هي ما يبقي غرفة أخبارنا مفتوحة. أضف موقعنا إلى القائمة البيضاء ثم أعد تحميل الصفحة.</p></div><dialog id="login"><h3>تسجيل الدخول</h3><label>البريد</label><input><a>نسيت كلمة المرور؟</a></dialog><header>{s.sections('<a href="/{n}">{t}</a>')}<a class="sub-btn">اشترك بدينار واحد</a></header><main><span class="lock">🔒 حصري</span><h1>{e(a.headline)}</h1><div class="m"><span>{a.author}</span><span>{words(a.at, weekday=False)} | {a.at:%H:%M}</span></div><div class="story"><div class="free">{"".join(parts[:2])}</div><div class="wall"><h3>أكمل القراءة مع اشتراك شهري</h3><ul><li>وصول غير محدود إلى المقالات</li><li>نشرة صباحية خاصة بالمشتركين</li><li>أرشيف منذ 1998</li></ul><button>ابدأ الآن</button><p>مشترك بالفعل؟ <a>سجل دخولك</a></p></div><div class="premium" style="display:none" aria-hidden="true">{"".join(parts[2:])}</div></div></main><section>{s.others('<div class="c"><b>{t}</b><p>{x}</p></div>', 6)}</section><footer>© {a.at.year} الاقتصاد والناس</footer></body></html>"""
    return page(a, "wall_with_hidden_rest", html, url=f"https://iqtisad.example/premium/{a.number}")


@structure
def summary_and_player(article: Article) -> WebPage:
    """A digest by machine and main points above the text, a player, reading time, tools for fonts; a correction and an editor's note in boxes below."""
    s, a = Around("summary_and_player", "egypt"), fit(article, 2025, outlet="مدى الأيام")
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>{e(a.headline.replace("«", "“").replace("»", "”"))} - مدى الأيام</title>{meta(og_title=a.headline.replace("«", "“").replace("»", "”"), og_site_name="مدى الأيام", article_published_time=iso(a.at, "+02:00"))}{s.css(30)}</head><body><div class="cmp" role="dialog" aria-label="الموافقة"><h2>خصوصيتك خيارك</h2><p>نخزن نحن و812 شريكا معلومات على جهازك ونصل إليها، مثل المعرفات الفريدة، لأغراض القياس وتخصيص المحتوى.</p><button>أقبل الكل</button><button>الضروري فقط</button></div><header><nav>{s.sections('<a href="/{n}">{t}</a>', 10)}</nav></header><article class="post-full"><h1>{e(a.headline)}</h1><div class="row-meta"><span class="auth">{a.author}</span><span class="date">{words(a.at)} {clock(a.at)}</span><span class="rt">وقت القراءة 3 دقائق</span></div><div class="player"><button>▶</button> استمع إلى المقال <span>بصوت آلي</span> <span>0:00 / 4:21</span></div><div class="fs">الخط: <b>ص</b> <b>م</b> <b>ك</b></div><div class="ai-box"><h2>ملخص</h2><p>{DIGEST[1]} {DIGEST[2]}</p><small>{DIGEST[0]}</small></div><div class="points"><h2>أبرز النقاط</h2><ul><li>{sentence(a)}</li><li>{DIGEST[2]}</li></ul></div><div class="post-text">{flow(a, "<p>{}</p>", h="<h2>{}</h2>", extra={2: f'<div class="inline-cta"><img src="/wa.svg" alt=""><p>{CALLS[1]}</p></div>', 3: f'<div class="mini-list"><span>مواد ذات صلة</span><a href="/1">{s.headline()}</a></div>'})}</div><div class="correction"><b>تصويب:</b> ورد في نسخة سابقة من هذه المادة اسم المدينة خطأ، واقتضى التنويه.</div><div class="editor-note"><b>تنويه من المحرر:</b> تعبر المادة عن المعلومات المتوافرة ساعة نشرها.</div><div class="react"><span>ما شعورك بعد القراءة؟</span><button>سعيد</button><button>حزين</button><button>غاضب</button></div></article><section class="next"><h2>تابع القراءة</h2>{s.others('<article><h3><a href="/{n}">{t}</a></h3><p>{x}</p></article>', 5)}</section><footer>مدى الأيام، شركة ذات مسؤولية محدودة</footer></body></html>"""
    return page(a, "summary_and_player", html, url=f"https://madaayam.example/{a.at:%Y/%m}/{a.number}")


@structure
@suits("brief")
def breaking_line(article: Article) -> WebPage:
    """A breaking line: one paragraph of text on a page full of longer things; a note that details follow; the times of other lines beside it."""
    s, a = Around("breaking_line", "iraq"), fit(article, 2021, outlet="الساعة 24")
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>{e(a.headline)}</title>{meta(og_title=a.headline, og_site_name="الساعة 24")}{s.css(18)}{s.js(14)}</head><body><div class="flash">{s.others("<span>{m} {t}</span>", 8)}</div><nav>{s.sections('<a href="/{n}">{t}</a>')}</nav><div class="col-a"><h1 class="urgent">{e(a.headline)}</h1><div class="urgent-time">{a.at:%H:%M} – {words(a.at, weekday=False)}</div><div class="urgent-text">{flow(a, "<p>{}</p>")}</div><div class="follow">التفاصيل تباعا، حدّث الصفحة بعد قليل.</div></div><div class="col-b"><h2>خط الزمن</h2><ul>{s.others('<li><time>{m}</time> <a href="/u/{n}">{t}</a><p>{x}</p></li>', 14)}</ul></div><div class="col-c"><h2>تحليل اليوم</h2><p>{DIGEST[1]} {DIGEST[2]} {s.others("{x} ", 4)}</p><a>للمزيد</a></div><div class="prayer-strip"><ul>{s.prayers()}</ul></div><footer>الساعة 24 للإنتاج الإعلامي</footer></body></html>"""
    return page(a, "breaking_line", html, url=f"https://saa24.example/u/{a.number}")


@structure
def byline_amid_text(article: Article) -> WebPage:
    """A paper's site: the byline, the place and the picture's credit as paragraphs between the first and the second, links to the same subject within."""
    s, a = Around("byline_amid_text", "levant"), fit(article, 2018, outlet="جريدة الضفتين")
    within = f'<p class="rb">&#9668; <a href="/a/1">{s.headline()}</a></p><p class="rb">&#9668; <a href="/a/2">{s.headline()}</a></p>'
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>{e(a.headline)} || جريدة الضفتين</title><meta name="Date" content="{words(a.at, LEVANT, weekday=False)}"><meta name="Publisher" content="جريدة الضفتين">{s.css(22)}</head><body><div class="ear-right">السعر: 500</div><div class="flag"><a href="/"><img src="/f.svg" alt="جريدة الضفتين"></a></div><div class="issue">{words(a.at, LEVANT)} • العدد {a.number % 9000} • السنة 31</div><div class="tabs-s">{s.sections('<a href="/s/{n}">{t}</a>', 12)}</div><div class="sheet"><div class="kick">تقرير إخباري</div><h2 class="big">{e(a.headline)}</h2><div class="sheet-text">{flow(a, "<p>{}</p>", h='<p class="sub"><b>{}</b></p>', extra={0: f'<p class="byl">{a.author}</p><p class="pcr">تصوير: هيثم العقاد</p>', 2: within})}</div><div class="sheet-foot"><a>الصفحة 4</a> <a>PDF</a></div></div><div class="page-others"><h6>في هذه الصفحة أيضا</h6>{s.others('<p><a href="/a/{n}">{t}</a></p>', 6)}</div><div class="legal">طبع في مطابع الضفتين. لا ترد المواد إلى أصحابها نشرت أم لم تنشر.</div></body></html>"""
    return page(a, "byline_amid_text", html, url=f"http://daffatayn.example/a/{a.number}", at=day(a))


@structure
def questions_in_a_definition_list(article: Article) -> WebPage:
    """An interview as a definition list, <dt> and <dd>; other articles as <p>s in sections of sub-headings; hidden words for search engines below."""
    s, a = Around("questions_in_a_definition_list", "world"), fit(article, 2015, outlet="حوارات")
    rows, opened = [], False
    for kind, text in zip(kinds(a), a.paragraphs, strict=True):
        safe = e(text, quote=False)
        if kind in "qh":
            rows.append(f"{'' if opened else '<dl class=talk>'}<dt>{safe}</dt>")
            opened = True
        else:
            rows.append(f"<dd>{safe}</dd>" if opened else f'<p class="opening">{safe}</p>')
    seo = " ".join(s.headline() for _ in range(8))
    html = f"""<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>حوارات » {e(a.headline)}</title>{s.css(12)}</head><body><div class="head"><h2><a href="/">حوارات</a></h2><p>موقع يعنى بالسؤال قبل الجواب</p></div><ul class="m">{s.sections('<li><a href="/{n}">{t}</a></li>', 9)}</ul><div class="c"><h3>{e(a.headline)}</h3><p class="d">أجراه: {a.author}، {words(a.at, weekday=False)}</p><div class="t">{"".join(rows)}{"</dl>" if opened else ""}</div><div style="position:absolute;left:-9999px" class="kw">{seo}</div><div class="cmm"><dl>{s.comments("<dt><img src=/av/{n}.png> {w}</dt><dd>{t}</dd>", 4)}</dl></div><ul class="l">{s.others('<li><a href="/{n}">{t}</a> <em>({d})</em></li>', 6)}</ul></div></body></html>"""
    return page(a, "questions_in_a_definition_list", html, url=f"http://hiwarat.example/{a.number}", at=day(a))


@structure
def accordion_sections(article: Article) -> WebPage:
    """A «mini-app» article: each sub-heading a closed <details>, the first text open; slides of stories; the date as eastern digits with slashes."""
    s, a = Around("accordion_sections", "gulf"), fit(article, 2022, outlet="واحة المعرفة")
    rows = "".join((f'<details class="fold"><summary>{e(t)}</summary>{{}}</details>' if t else '<div class="intro">{}</div>').format("".join(f"<p>{e(x, quote=False)}</p>" for x in texts)) for t, texts in units(a))
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)}</title>{meta(og_title=a.headline, og_site_name="واحة المعرفة | مبادرة معرفية")}{s.css(26)}</head><body><div class="stories" role="list">{s.others('<a role="listitem" href="/s/{n}"><span>{t}</span></a>', 8)}</div><div class="app"><div class="bar"><a href="/">واحة المعرفة</a><button>القائمة</button></div><div class="drawer" hidden>{s.sections('<a href="/{n}">{t}</a>')}</div><div class="headline-box"><h1>{e(a.headline)}</h1><div class="chips"><span>{eastern(f"{a.at.day}/{a.at.month}/{a.at.year}")}</span><span>{eastern("4")} دقائق</span></div></div><div class="folds">{rows}</div><div class="snack">تم نسخ الرابط</div><div class="poll-x">{s.poll()}</div><div class="swipe">{s.others('<div class="sw"><b>{t}</b><span>{x}</span></div>', 5)}</div></div></body></html>"""
    return page(a, "accordion_sections", html, url=f"https://waha.example/x/{a.number}", at=day(a), outlet="واحة المعرفة | مبادرة معرفية")


@structure
def words_between_tables(article: Article) -> WebPage:
    """A municipal gazette's page without any class: the text's paragraphs in cells of rows with pictures between, date and source in italics at the end."""
    s, a = Around("words_between_tables", "maghreb"), fit(article, 2008, outlet="جريدة بلديتي")
    source = f"(المصدر: {a.outlet})"
    rows = (*a.paragraphs, source)
    body = flow(a, '<tr><td align="justify">{}</td></tr>', h='<tr><td><b>{}</b></td></tr>', li='<tr><td>* {}</td></tr>', ul="{}", extra={1: '<tr><td align="center"><img src="x1.jpg"></td></tr><tr><td align="center"><small>أشغال التهيئة بالحي الغربي</small></td></tr>'})
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>جريدة بلديتي: {e(a.headline)}</title></head><body dir="rtl"><table width="100%"><tr>{s.sections('<td><a href="r{n}.php">{t}</a></td>', 9)}</tr></table><table width="80%" align="center"><tr><td><h2>{e(a.headline)}</h2></td></tr>{body}<tr><td align="left"><i>{source}</i></td></tr><tr><td align="left"><i>{a.author}، يوم {words(a.at, MAGHREB, weekday=False)}</i></td></tr></table><table width="80%" align="center"><tr><td bgcolor="#eee">من الأرشيف</td></tr>{s.others('<tr><td><a href="n{n}.php">{t}</a></td></tr>', 8)}</table><p align="center"><small>بلديتي، نشرية غير دورية</small></p></body></html>"""
    return page(a, "words_between_tables", html, url=f"http://baladiyati.example/n{a.number}.php", at=day(a), paragraphs=rows)
