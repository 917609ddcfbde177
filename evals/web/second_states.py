"""Second held-out structures: ministries, organisations, parties, courts; transcripts, reports, bulletins, lists, poems."""

from __future__ import annotations

from html import escape as e

from web.articles import Article
from web.more_articles import kinds
from web.second_articles import suits
from web.second_parts import CALLS, DIGEST, data, english, iso, meta, speakers, units
from web.site import LEVANT, WebPage, day, eastern, page, structure, words
from web.surroundings import Around, clock, dual, fit, flow, hijri


@structure
@suits("release")
def ministry_tabs_three_languages(article: Article) -> WebPage:
    """A ministry's Bootstrap portal: the text in a tab pane, an English and a Kurdish one beside it, a log-in modal first in the page."""
    s, a = Around("ministry_tabs_three_languages", "iraq"), fit(article, 2022, outlet="وزارة التخطيط")
    latin = "<p>The Ministry issued a statement today on the completion of the second phase of the project. The full text is available in Arabic only.</p>" * 2
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta name="csrf-token" content="Kq0vJ1"><title>وزارة التخطيط | {e(a.headline)}</title><link rel="stylesheet" href="/css/bootstrap.rtl.min.css">{s.css(20)}</head><body><div class="modal fade" id="loginModal" tabindex="-1" aria-hidden="true"><div class="modal-dialog"><div class="modal-content"><div class="modal-header"><h5 class="modal-title">دخول الموظفين</h5></div><div class="modal-body"><p>يرجى إدخال الرقم الوظيفي وكلمة المرور. في حال نسيان كلمة المرور يرجى مراجعة قسم تقنية المعلومات في الطابق الثالث خلال الدوام الرسمي.</p><input class="form-control"></div></div></div></div><nav class="navbar navbar-expand-lg"><ul class="navbar-nav me-auto">{s.sections('<li class="nav-item dropdown"><a class="nav-link dropdown-toggle" href="/{n}">{t}</a></li>')}</ul></nav><div class="container my-4"><div class="row"><div class="col-lg-8"><div class="card shadow-sm"><img class="card-img-top" src="/storage/1.jpg"><div class="card-body"><h4 class="card-title text-primary">{e(a.headline)}</h4><div class="d-flex text-muted small"><span><i class="bi bi-calendar"></i> {a.at:%Y-%m-%d}</span><span><i class="bi bi-eye"></i> 1290</span></div><ul class="nav nav-tabs" role="tablist"><li class="nav-item"><button class="nav-link active" data-bs-target="#ar">عربي</button></li><li class="nav-item"><button class="nav-link" data-bs-target="#en">English</button></li><li class="nav-item"><button class="nav-link" data-bs-target="#ku">کوردی</button></li></ul><div class="tab-content"><div class="tab-pane fade show active" id="ar">{flow(a, '<p class="card-text">{}</p>')}</div><div class="tab-pane fade" id="en" dir="ltr">{latin}</div><div class="tab-pane fade" id="ku"><p>وەزارەتی پلاندانان ئەمڕۆ ڕایگەیاند کە قۆناغی دووەمی پڕۆژەکە تەواو بووە و دەقی تەواوی لە بەشی عەرەبیدایە.</p></div></div></div><div class="card-footer">المكتب الإعلامي لوزارة التخطيط</div></div></div><div class="col-lg-4"><div class="accordion">{s.others('<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed">{t}</button></h2><div class="accordion-collapse collapse"><div class="accordion-body">{x}</div></div></div>', 6)}</div></div></div></div><footer class="bg-dark text-white"><p>جميع الحقوق محفوظة لوزارة التخطيط &copy; {a.at.year}</p></footer></body></html>"""
    return page(a, "ministry_tabs_three_languages", html, url=f"https://planning.example/news/{a.number}", at=day(a))


@structure
@suits("release")
def un_press_release(article: Article) -> WebPage:
    """An organisation's press release: a symbol, «للنشر الفوري», a dateline in double months, ## at its end, notes to editors and contacts below."""
    a = fit(article, 2019, outlet="برنامج الغذاء المشترك")
    s = Around("un_press_release")
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"/><title>{e(a.headline)} | برنامج الغذاء المشترك</title><meta name="dcterms.title" content="{e(a.headline)}"/><meta name="dcterms.issued" content="{a.at:%Y-%m-%d}"/>{s.css(12)}</head><body><div class="brand-bar"><a href="https://org.example">أهلا بكم في المنظمة</a></div><div class="main-nav">{s.sections('<a href="/ar/{n}">{t}</a>', 8)}</div><div class="content-type">بيان صحفي</div><div class="release-head"><div class="symbol">PR/{a.number}</div><div class="embargo">للنشر الفوري</div><h1>{e(a.headline)}</h1><div class="release-date">{dual(a.at)}</div></div><div class="release-body">{flow(a, "<p>{}</p>", h="<h3>{}</h3>")}<p class="ends">##</p><div class="notes"><h4>ملاحظات للمحررين:</h4><ul><li>برنامج الغذاء المشترك يعمل في 44 بلدا منذ عام 1971 ويمول من التبرعات الطوعية وحدها.</li><li>الصور ومقاطع الفيديو العالية الجودة متاحة على الرابط أدناه.</li></ul><h4>جهات الاتصال</h4><p>نائلة القاسم، مسؤولة الإعلام، هاتف +00 555 0147، بريد naela@org.example</p></div></div><div class="filed"><span>المواضيع</span><a>غذاء</a></div><div class="more">{s.others('<div class="card"><span>{d}</span><a href="/ar/{n}">{t}</a></div>', 4)}</div><div class="foot">للاستعمال الإعلامي. وثيقة غير رسمية.</div></body></html>"""
    return page(a, "un_press_release", html, url=f"https://www.food.example/ar/news/pr-{a.number}", at=day(a))


@structure
@suits("statement")
def party_statement(article: Article) -> WebPage:
    """A party's site: centred headline under an invocation, numbered points, signature, place and date in both calendars at the foot of the text alone."""
    a = fit(article, 2010, outlet="الموقع الرسمي لحركة البناء الأهلي")
    s = Around("party_statement", "levant")
    sign = ("المكتب السياسي", f"دار النخيل – {hijri(a.at)} هـ الموافق {words(a.at, weekday=False)} م")
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256" /><title>الموقع الرسمي لحركة البناء الأهلي - بيانات</title>{s.css(5)}</head><body dir="rtl"><div id="flash-head"><object><param name="movie" value="h.swf" /></object></div><div id="right-menu"><ul>{s.sections("<li><a href='index.php?act=s&amp;id={n}'>{t}</a></li>", 10)}</ul><div class="box"><div class="box-t">أنشودة الأسبوع</div><div class="box-b">يا دار ما دخلك شر (استماع / تحميل)</div></div></div><div id="mid"><div class="path">بيانات &raquo; المكتب السياسي</div><div class="bayan"><div align="center"><img src="basmala.gif" alt="بسم الله الرحمن الرحيم" /></div><div align="center"><h3 style="color:#006400">{e(a.headline)}</h3></div><div class="bayan-text">{flow(a, '<p align="justify">{}</p>', h='<p align="justify"><u>{}</u></p>')}<p align="left"><b>{sign[0]}<br />{sign[1]}</b></p></div></div><div class="tools-b"><a>نسخة للطباعة</a> <a>أخبر صديقك</a> <span>قرئ 4120 مرة</span></div><div class="guest"><b>سجل الزوار</b>{s.comments("<dl><dt>{w} - {d}</dt><dd>{t}</dd></dl>", 3)}</div></div><div id="left">{s.others("<div class=nn>- <a href='index.php?act=n&amp;id={n}'>{t}</a></div>", 8)}<div class="counter">عدد الزوار: 1,204,933</div></div></body></html>"""
    return page(a, "party_statement", html, url=f"http://www.binaa.example/index.php?act=bayan&id={a.number}", at=day(a), charset="cp1256", paragraphs=(*a.paragraphs, *sign))


@structure
@suits("report")
def rights_report_notes(article: Article) -> WebPage:
    """A report of an organisation: notes as raised numbers in brackets, an ordered list of them below, contents, download and donation boxes."""
    a = fit(article, 2023, outlet="مرصد الكرامة")
    s = Around("rights_report_notes", "world")

    def note(n: int, text: str) -> str:
        safe = e(text, quote=False)
        return f'{safe}<sup id="cite_ref-{n}" class="reference"><a href="#note-{n}">[{n}]</a></sup>' if n % 3 == 1 else safe

    notes = "".join(f'<li id="note-{n}"><a href="#cite_ref-{n}">↑</a> مقابلة عبر الهاتف مع مصدر طلب عدم ذكر اسمه، {n + 3} تموز 2023.</li>' for n in range(1, len(a.paragraphs), 3))
    toc = "".join(f'<li><a href="#h{n}">{e(t)}</a></li>' for n, (t, _) in enumerate(units(a)) if t)
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} | مرصد الكرامة</title>{meta(og_title=a.headline, og_site_name="مرصد الكرامة لحقوق الإنسان")}{s.css(24)}</head><body class="node-type-report"><div class="donate-ribbon"><strong>تبرعك يحدث فرقا</strong><p>لا نقبل أموالا من أي حكومة. كل مساهمة تساعدنا على كشف الانتهاكات ومحاسبة مرتكبيها.</p><a>تبرع شهريا</a></div><header><ul class="main-nav">{s.sections('<li><a href="/ar/{n}">{t}</a></li>', 9)}</ul></header><main><div class="article-hero"><div class="label">تقرير</div><time datetime="{a.at:%Y-%m-%dT%H:%M}">{words(a.at, LEVANT, weekday=False)} {clock(a.at, "صباحا", "مساء")}</time><h1>{e(a.headline)}</h1><p class="deck">ينبغي الإفراج عن المحتجزين وفتح السجون أمام الرقابة المستقلة</p><div class="languages">متوفر بـ: <a lang="en">English</a> <a lang="fr">Français</a></div><div class="download"><a>تحميل التقرير كاملا (PDF، 2.1 م.ب)</a></div></div><div class="toc-side"><h4>المحتوى</h4><ol>{toc}<li><a href="#m">المنهجية</a></li></ol></div><div class="rich-text report-text">{flow(a, "<p>{}</p>", h="<h3>{}</h3>", change=note)}</div><hr class="notes-rule"><section class="footnotes" role="doc-endnotes"><ol>{notes}</ol></section><div class="give-now"><h3>ساعدنا على الاستمرار</h3><p>{CALLS[5]}</p></div><div class="region">المنطقة / البلد: <a>بلاد النخيل</a></div></main><section class="most-viewed"><h2>الأكثر مشاهدة هذا الشهر</h2>{s.others('<article class="mv"><time>{d}</time><h3><a href="/ar/{n}">{t}</a></h3><p>{x}</p></article>', 5)}</section><footer><p>مرصد الكرامة لحقوق الإنسان منظمة غير ربحية مسجلة تحت الرقم 44-771</p></footer></body></html>"""
    return page(a, "rights_report_notes", html, url=f"https://karama.example/ar/report/{a.number}", outlet="مرصد الكرامة لحقوق الإنسان")


@structure
@suits("transcript")
def conference_transcript(article: Article) -> WebPage:
    """A transcript: each speaker bold before his words, in a table of two columns as a government's press centre lays it out; the video's box above."""
    a = fit(article, 2020, outlet="مركز أخبار الحكومة")
    s = Around("conference_transcript", "gulf")
    rows = speakers(a, '<tr><td class="who" valign="top" width="140"><b>{w}:</b></td><td class="what">{t}</td></tr>', '<tr><td class="what" colspan="2">{}</td></tr>')
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>مركز أخبار الحكومة :: نصوص المؤتمرات</title>{meta(og_title=a.headline)}{s.css(10)}</head><body><header><h1 class="logo"><a href="/">مركز أخبار الحكومة</a></h1><nav>{s.sections('<a href="/{n}">{t}</a>', 8)}</nav></header><section class="transcript"><h2>{e(a.headline)}</h2><table class="facts"><tr><th>التاريخ</th><td>{words(a.at)}</td></tr><tr><th>التوقيت</th><td>{a.at:%H:%M}</td></tr><tr><th>المكان</th><td>قاعة المؤتمرات الكبرى</td></tr><tr><th>المدة</th><td>47 دقيقة</td></tr></table><div class="video-box"><iframe src="//v.example"></iframe><small>التسجيل الكامل للمؤتمر</small></div><table class="lines">{rows}</table><p class="end-note">فرّغ النص آليا وراجعه قسم التفريغ، والنسخة المصورة هي المرجع.</p></section><aside>{s.others('<div class="t"><time>{d}</time> <a href="/tr/{n}">{t}</a></div>', 7)}</aside><footer>© مركز أخبار الحكومة</footer></body></html>"""
    return page(a, "conference_transcript", html, url=f"https://newscentre.example/tr/{a.number}")


@structure
@suits("court")
def court_circular_grid(article: Article) -> WebPage:
    """WebForms with grids: a ministry's news in a DetailsView (a table of labels and values), the text one cell with <br/>; the printing date at the foot."""
    a = fit(article, 2019, outlet="بوابة العدالة")
    s = Around("court_circular_grid", "egypt")
    row = '<tr class="dvRow"><td class="dvHead" style="font-weight:bold;">{0}</td><td>{1}</td></tr>'
    html = f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head id="ctl00_Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	بوابة العدالة
</title><script src="/WebResource.axd?d=xT"></script>{s.css(6)}</head><body dir="rtl"><form name="aspnetForm" method="post" action="NewsView.aspx?id={a.number}" id="aspnetForm"><div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{"/wEPDwULLTE2MTY2ODcy" * 200}" /><input type="hidden" name="__EVENTVALIDATION" value="/wEW" /></div><script>Sys.WebForms.PageRequestManager._initialize('ctl00$sm','aspnetForm',['tctl00$up'],[],[],90,'ctl00');</script><a href="#ctl00_Menu1_SkipLink"><img alt="تخطي ارتباطات التنقل" src="/WebResource.axd" width="0" height="0" /></a><table id="ctl00_Menu1" class="menu" cellpadding="0"><tr>{s.sections("<td onmouseover='Menu_HoverRoot(this)'><table><tr><td style='white-space:nowrap;'><a href='/p{n}.aspx'>{t}</a></td></tr></table></td>")}</tr></table><div id="ctl00_up"><span id="ctl00_cph_lblPath">الأخبار القضائية</span><table id="ctl00_cph_DetailsView1" cellspacing="0" rules="all" border="1" style="border-collapse:collapse;">{row.format("العنوان", f'<span id="ctl00_cph_DetailsView1_Label1">{e(a.headline)}</span>')}{row.format("تاريخ النشر", eastern(f"{a.at:%d/%m/%Y}"))}{row.format("الجهة", "المكتب الفني")}{row.format("النص", f'<span id="ctl00_cph_DetailsView1_Label4">{flow(a, "{}", h="<b>{}</b>", li="- {}<br/>", ul="{}", q="<b>{}</b>", between="<br/><br/>")}</span>')}{row.format("مرفقات", "لا يوجد")}</table><table id="ctl00_cph_GridView1" cellspacing="0" rules="all" border="1"><tr><th scope="col">م</th><th scope="col">العنوان</th><th scope="col">التاريخ</th></tr>{s.others("<tr><td>{n}</td><td><a href='NewsView.aspx?id={n}'>{t}</a></td><td>{d}</td></tr>", 10)}</table></div><div class="print-foot">طبعت هذه الصفحة بتاريخ 03/02/2024 11:40 من بوابة العدالة</div></form></body></html>"""
    return page(a, "court_circular_grid", html, url=f"http://justice-portal.example/NewsView.aspx?id={a.number}", at=day(a))


@structure
@suits("match")
def match_with_line_ups(article: Article) -> WebPage:
    """A match report: score board, line-ups and events in lists amid the text, standings beside it, tabs of statistics; none of them text."""
    a = fit(article, 2022, outlet="ملاعب اليوم")
    s = Around("match_with_line_ups", "egypt")
    names = ("الشيخ", "العمري", "بكر", "دياب", "ربيع", "زيدان", "سلامة", "شاهين", "صالح", "طه", "عواد")
    squad = "".join(f'<li><span class="no">{n}</span> {x}</li>' for n, x in enumerate(names, 1))
    events = "".join(f'<li><b>{m}\'</b> {t}</li>' for m, t in ((6, "هدف"), (31, "ركلة جزاء"), (44, "بطاقة صفراء: دياب"), (52, "هدف"), (61, "تبديل: خرج بكر ودخل الحلو"), (70, "هدف")))
    teams = "".join(f"<tr><td>{n}</td><td>{t}</td><td>{19}</td><td>{41 - n * 2}</td></tr>" for n, t in enumerate(("النوارس", "الجزيرة", "الشعلة", "الصقور", "البحارة"), 1))
    lineup = f'<div class="lineups"><div class="team"><h5>تشكيلة أصحاب الأرض (4-3-3)</h5><ol>{squad}</ol><p>المدرب: ماتيتش</p></div><div class="team"><h5>تشكيلة الضيوف (4-4-2)</h5><ol>{squad}</ol><p>المدرب: النجدي</p></div></div>'
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} - ملاعب اليوم</title>{data(**{"@graph": [{"@type": "SportsEvent", "name": "النوارس - الصقور", "startDate": iso(a.at.replace(hour=1))}, {"@type": "NewsArticle", "headline": a.headline, "datePublished": iso(a.at)}, {"@type": "Organization", "name": "ملاعب اليوم"}]})}{s.css(30)}</head><body><div class="live-bar">{"".join(f"<div class='mt'><span>{t}</span><b>{n % 4} - {n % 3}</b></div>" for n, t in enumerate(("المرج - الفهود", "القلعة - الساحل", "النسور - البحارة")))}</div><nav class="lg">{s.sections('<a href="/{n}">{t}</a>', 9)}</nav><div class="scoreboard"><div class="competition">الدوري الممتاز - الجولة 19</div><div class="tm">النوارس</div><div class="sc">3 : 2</div><div class="tm">الصقور</div><div class="st">انتهت</div></div><h1 class="hl">{e(a.headline)}</h1><div class="cr">ملاعب اليوم - {a.author} <time>{a.at:%H:%M} | {a.at.day}-{a.at.month}-{a.at.year}</time></div><div class="txt-area">{flow(a, "<p>{}</p>", extra={0: lineup, 2: f'<ul class="timeline-events">{events}</ul>', 3: '<div class="stats-bar"><span>62%</span><span>الاستحواذ</span><span>38%</span></div>'})}<p><a href="/tb">جدول ترتيب الدوري كاملا من هنا</a></p></div><div class="side"><table class="standings"><tr><th>#</th><th>الفريق</th><th>لعب</th><th>نقاط</th></tr>{teams}</table>{s.others("<div class=it><a href=/{n}>{t}</a></div>", 6)}<div class="forecast"><h4>توقع واربح</h4><p>من سيتوج باللقب هذا الموسم؟ شارك بتوقعك وادخل السحب على قميص موقع من القائد.</p></div></div><footer>ملاعب اليوم – منذ 2009</footer></body></html>"""
    return page(a, "match_with_line_ups", html, url=f"https://malaebtoday.example/match-report/{a.number}")


@structure
@suits("market")
def market_bulletin_tables(article: Article) -> WebPage:
    """A bulletin of markets: tables of gold and currencies between the paragraphs, a converter, a disclaimer in small print, «سعر الآن» strips."""
    a = fit(article, 2023, outlet="نشرة الأسواق")
    s = Around("market_bulletin_tables", "gulf")
    gold = "".join(f"<tr><td>عيار {k}</td><td>{k * 1.83:.2f}</td><td>{k * 1.85:.2f}</td><td class='down'>-0.7%</td></tr>" for k in (24, 22, 21, 18, 14))
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} | نشرة الأسواق</title>{meta(og_site_name="نشرة الأسواق", og_title=a.headline)}<meta name="pubdate" content="{a.at:%Y-%m-%d %H:%M}"><meta name="lastmod" content="{a.at.replace(year=2024):%Y-%m-%d %H:%M}">{s.css(28)}</head><body><div class="strip">{s.rates("<span>{t} {a}</span>")}</div><div class="menu-x">{s.sections('<a href="/{n}">{t}</a>', 10)}</div><div class="page"><h1>{e(a.headline)}</h1><div class="sub-info">بقلم {a.author} · نشر {words(a.at, weekday=False)}، {clock(a.at)} بتوقيت المدينة</div><div class="text">{flow(a, "<p>{}</p>", extra={1: f'<div class="tbl-wrap"><table class="prices"><caption>أسعار الذهب عند الإغلاق (دينار/غرام)</caption><thead><tr><th>العيار</th><th>شراء</th><th>بيع</th><th>التغير</th></tr></thead><tbody>{gold}</tbody></table></div>', 3: f'<table class="prices fx"><tr><th>العملة</th><th>شراء</th><th>بيع</th></tr>{s.rates()}</table><form class="calc"><label>حوّل</label><input value="100"><select><option>دولار</option><option>يورو</option></select></form>'})}</div><p class="risk"><small>الأسعار استرشادية ولا تعد دعوة إلى الشراء أو البيع، ولا يتحمل الموقع مسؤولية أي قرار يبنى عليها.</small></p></div><div class="hist"><h3>نشرات سابقة</h3>{s.others("<div>{d}: <a href=/{n}>{t}</a></div>", 6)}</div></body></html>"""
    return page(a, "market_bulletin_tables", html, url=f"https://nashra.example/bulletin/{a.number}")


@structure
@suits("list")
def listicle_numbers(article: Article) -> WebPage:
    """A listicle: number and heading apart, «الصفحة التالية» and offers between the entries, a contents box, tags with # below."""
    a = fit(article, 2024, outlet="دليل المسافر")
    s = Around("listicle_numbers", "egypt")
    offer = '<div class="product-card"><span class="badge">عرض</span><h4>حقيبة ظهر خفيفة</h4><span class="price">129</span><a>اشتر الآن</a><small>قد نحصل على عمولة من مشترياتك</small></div>'
    rows = []
    for n, (title, texts) in enumerate(units(a)):
        number, dot, rest = title.partition(". ")
        head = f'<div class="entry-num">{number}.</div><h2 class="entry-h" id="i{n}">{e(rest)}</h2>' if dot else (f'<h2 class="entry-h" id="i{n}">{e(title)}</h2>' if title else "")
        rows.append(f'<section class="entry-item">{head}{"".join(f"<p>{e(t, quote=False)}</p>" for t in texts)}</section>' + (offer if n % 3 == 2 else ""))
    toc = "".join(f'<li><a href="#i{n}">{e(t)}</a></li>' for n, (t, _) in enumerate(units(a)) if t)
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} ⋆ دليل المسافر</title>{data(**{"@type": "BlogPosting", "headline": a.headline, "datePublished": f"{a.at:%Y-%m-%d}", "dateModified": "2025-11-02", "author": {"@type": "Person", "name": a.author}})}{s.css(22)}</head><body><header><a class="wordmark" href="/">دليل المسافر</a>{s.sections('<a href="/{n}">{t}</a>', 8)}</header><main><h1>{e(a.headline)}</h1><div class="upd">حُدث في نوفمبر 2025</div><div class="jump"><strong>انتقل إلى</strong><ol>{toc}</ol></div>{"".join(rows)}<nav class="pages"><a class="next" href="?p=2">المزيد من الأماكن ←</a></nav><p class="tagline"><a>#سفر</a> <a>#مدن_قديمة</a> <a>#نهاية_الأسبوع</a></p><section class="faq"><h3>أسئلة يطرحها المسافرون</h3><details><summary>متى أفضل وقت للزيارة؟</summary><p>بين آذار وأيار، وتجنبوا أيام العيد لأن الأسعار تتضاعف.</p></details></section></main><div class="grid-more">{s.others('<a class="gm" href="/{n}"><b>{t}</b><i>{x}</i></a>', 6)}</div><footer>دليل المسافر © كل عام</footer></body></html>"""
    return page(a, "listicle_numbers", html, url=f"https://daleel-mosafer.example/{a.number}", at=day(a), outlet="دليل المسافر")


@structure
@suits("poem")
def poem_in_columns(article: Article) -> WebPage:
    """A culture page: verses in two columns (a table, sadr and ajuz in cells) amid the text; the poem is text; the poet's card beside is not."""
    a = fit(article, 2017, outlet="أوراق ثقافية")
    s = Around("poem_in_columns", "levant")
    rows, verses = [], []
    for kind, text in zip((*kinds(a), ""), (*a.paragraphs, ""), strict=True):
        if " … " in text:
            sadr, ajuz = text.split(" … ")
            verses.append(f'<tr><td class="sadr">{e(sadr)}</td><td width="30">&nbsp;</td><td class="ajuz">{e(ajuz)}</td></tr>')
            continue
        if verses:
            rows.append(f'<table class="poem" align="center" dir="rtl">{"".join(verses)}</table>')
            verses = []
        rows.append(f"<h3>{e(text)}</h3>" if kind == "h" else f"<p>{e(text, quote=False)}</p>" if text else "")
    card = f'<div class="poet-card"><h5>بطاقة</h5><dl><dt>الولادة</dt><dd>1904</dd><dt>المهنة</dt><dd>حمال</dd></dl><p>{DIGEST[1]}</p></div>'
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)}</title><meta name="application-name" content="أوراق ثقافية">{s.css(14)}</head><body><div id="top"><a href="/"><img src="/img/logo-awraq.png" alt="أوراق ثقافية"></a><ul>{s.sections('<li><a href="/{n}">{t}</a></li>', 9)}</ul></div><div id="page"><div class="article-top"><span class="cat">ذاكرة</span><h1>{e(a.headline)}</h1><span class="wr">{a.author}</span><span class="dt">{words(a.at, LEVANT)}</span></div><div class="article-in">{rows[0]}{card}{"".join(rows[1:])}</div><div class="sharing-is"><span>انشر المقال</span></div><div class="others-in"><h4>أوراق أخرى</h4>{s.others('<div><a href="/w/{n}">{t}</a><span>{x}</span></div>', 5)}</div></div><div id="bottom">أوراق ثقافية. تصدر بدعم من قرائها.</div></body></html>"""
    return page(a, "poem_in_columns", html, url=f"http://awraq.example/w/{a.number}", at=day(a), paragraphs=tuple(p.replace(" … ", " ") for p in a.paragraphs))


@structure
@suits("photos")
def photo_story(article: Article) -> WebPage:
    """A photo story: every paragraph is the long caption of a picture, in <figcaption>; the credits and the counters are not text."""
    a = fit(article, 2020, outlet="عدسة")
    s = Around("photo_story")
    count = len(a.paragraphs)
    rows = "".join(f'<figure class="ps-frame"><img data-src="/ps/{n}.jpg" alt=""><span class="ps-count">{n} / {count}</span><figcaption><p class="ps-text">{e(p, quote=False)}</p><span class="ps-credit">عدسة/سلاف الرمال</span></figcaption></figure>' for n, p in enumerate(a.paragraphs, 1))
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} | عدسة</title>{meta(og_title=a.headline, og_site_name="عدسة", article_published_time=iso(a.at))}{s.css(18)}</head><body class="photo-essay"><header><a href="/">عدسة</a><nav>{s.sections('<a href="/{n}">{t}</a>', 6)}</nav></header><main><div class="opening"><h1>{e(a.headline)}</h1><div>{a.author}</div><div>{english(a.at)}</div></div><div class="ps">{rows}</div><div class="ps-next"><span>القصة المصورة التالية</span>{s.others('<figure><img src="/n/{n}.jpg"><figcaption><a href="/ps/{n}">{t}</a></figcaption></figure>', 4)}</div></main><footer>كل الصور بعدسات مصورينا، وتباع نسخها لمن يرغب.</footer></body></html>"""
    return page(a, "photo_story", html, url=f"https://adasa.example/stories/{a.number}")


@structure
def bilingual_rows(article: Article) -> WebPage:
    """A page in two languages, row by row: Arabic in one cell of a table, its English in the other; the Arabic is what is wanted."""
    a = fit(article, 2013, outlet="نشرة السفارة")
    s = Around("bilingual_rows")
    english_text = ("The statement was issued on the same day and circulated to all parties concerned.", "Officials said the matter would be discussed at the next meeting.", "Residents expressed hope that a solution would be found before winter.")
    rows = "".join(f'<tr><td width="50%" dir="ltr" align="left" valign="top"><font face="Arial" size="2">{english_text[n % 3]}</font></td><td width="50%" dir="rtl" align="right" valign="top">{e(p, quote=False)}</td></tr>' for n, p in enumerate(a.paragraphs))
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>Embassy Newsletter - نشرة السفارة</title>{s.css(3)}</head><body><table width="900" align="center"><tr><td colspan="2"><img src="crest.gif" alt="Crest"></td></tr><tr><td colspan="2">{s.sections('<a href="{n}.html">{t}</a> &middot; ', 7)}</td></tr><tr><td dir="ltr"><h2>From the Arabic press: today's story</h2></td><td dir="rtl"><h2>{e(a.headline)}</h2></td></tr><tr><td dir="ltr">{english(a.at)}</td><td dir="rtl">{words(a.at, weekday=False)}</td></tr>{rows}<tr><td colspan="2" align="center"><small>نشرة السفارة / Embassy Newsletter. Unofficial translation.</small></td></tr></table></body></html>"""
    return page(a, "bilingual_rows", html, url=f"http://embassy.example/newsletter/{a.number}.html", at=day(a))
