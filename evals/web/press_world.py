"""Held-out structures of broadcasters and news agencies in Arabic, from tables of 2006 to applications of today."""

from __future__ import annotations

import json
from html import escape as e

from web.articles import Article
from web.site import LEVANT, WebPage, day, eastern, page, structure, words
from web.surroundings import Around, clock, dual, fit, flow, hijri, keywords, sentence


def _meta(**rows: str) -> str:
    return "".join(f'<meta property="{k.replace("_", ":", 1)}" content="{e(v)}" />\n' for k, v in rows.items())


def _data(**rows: object) -> str:
    return f'<script type="application/ld+json">\n{json.dumps({"@context": "http://schema.org", **rows}, ensure_ascii=False)}\n</script>'


@structure
def broadcaster_tables_2008(article: Article) -> WebPage:
    """A channel's site of 2008: tables with ids, picture tables that float in the text, a quotation in a table, the source."""
    s, a = Around("broadcaster_tables_2008"), fit(article, 2008, outlet="شبكة الأفق", source="المصدر: الأفق + وكالات")
    source = a.paragraphs[-1]
    picture = f'<TABLE class="tblImg" cellSpacing="0" cellPadding="0" align="left" border="0"><TBODY><TR><TD><IMG height="150" src="/mritems/images/2008/3/14/1_{a.number}_1_34.jpg" width="200" border="0"></TD></TR><TR><TD class="tdCaption">مشهد من المكان كما بدا صباح أمس (وكالة الساحل-أرشيف)</TD></TR></TBODY></TABLE>'
    quote = f'<TABLE id="Quote" cellSpacing="2" width="160" align="right" bgColor="#eeeeee"><TBODY><TR><TD class="tdQuoteHead">اقتباس</TD></TR><TR><TD class="tdQuote">"{sentence(a)}"</TD></TR></TBODY></TABLE>'
    text = flow(a, '<DIV dir="rtl" class="detailedBody">{}</DIV><BR>', h='<DIV dir="rtl"><STRONG>{}</STRONG></DIV>', ul="{}", li='<DIV dir="rtl">{}</DIV>', extra={0: picture, 2: quote})
    if source == "المصدر: الأفق + وكالات":
        text = text.replace(f'<DIV dir="rtl" class="detailedBody">{source}</DIV><BR>', f'<TABLE id="tblSource" width="100%"><TR><TD class="tdSource">المصدر:</TD><TD class="tdSource" align="right">{source[8:]}</TD></TR></TABLE>')
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><HTML><HEAD><title>شبكة الأفق - عربي - {e(a.headline)}</title><META http-equiv="Content-Type" content="text/html; charset=utf-8"><LINK href="/Styles/Main.css" type="text/css" rel="stylesheet">{s.js(6)}</HEAD>
<body leftMargin="0" topMargin="0" rightMargin="0"><form name="Form1" method="post" action="exeres.htm" id="Form1"><input type="hidden" name="__VIEWSTATE" value="dDwtMTI3O{"zt0PDtsPGk8MT47" * 150}" />
<TABLE id="Table1" cellSpacing="0" width="780" align="center" border="0" dir="rtl"><TR><TD id="tdHeader" colSpan="3"><img src="/NR/top.jpg"><TABLE width="100%"><TR>{s.sections('<TD class="tdTopMenu" nowrap><a href="/Channel/{n}" class="topmenu">{t}</a></TD>', 12)}</TR></TABLE></TD></TR>
<TR><TD id="tdRightMenu" vAlign="top" width="130"><TABLE>{s.sections('<TR><TD class="RightMenu"><A href="/NR/exeres/{n}.htm">{t}</A></TD></TR>')}</TABLE><TABLE class="vote"><TR><TD>تصويت</TD></TR><TR><TD>{s.poll()}</TD></TR></TABLE></TD>
<TD id="tdMain" vAlign="top"><TABLE width="100%"><TR><TD class="tdPath">الأخبار &gt; عربي</TD><TD align="left" class="tdDate">{words(a.at)} م، {hijri(a.at)} هـ</TD></TR><TR><TD class="tdPrint" colspan=2><A href="#">طباعة الصفحة</A> <A href="#">إرسال المقال</A> آخر تحديث {clock(a.at)} (مكة المكرمة)</TD></TR>
<TR><TD colspan=2 class="DetailedTitle" id="tdHeadline">{e(a.headline)}</TD></TR><TR><TD colspan=2 id="tdBody" class="tdDetailed">{text}</TD></TR></TABLE>
<TABLE id="tblRelated" width="100%"><TR><TD class="relHead">موضوعات ذات صلة</TD></TR>{s.others('<TR><TD>• <A href="/NR/exeres/{n}.htm">{t}</A> ({d})</TD></TR>', 5)}</TABLE></TD>
<TD id="tdLeft" vAlign="top" width="150"><TABLE><TR><TD class="boxHead">الأكثر قراءة</TD></TR>{s.others('<TR><TD class="box"><A href="/NR/{n}.htm">{t}</A></TD></TR>', 7)}</TABLE></TD></TR><TR><TD colSpan="3" class="footer">جميع حقوق النشر محفوظة، شبكة الأفق 2008 - إخلاء المسؤولية: الشبكة غير مسؤولة عن محتوى المواقع الخارجية</TD></TR></TABLE></form></body></HTML>"""
    return page(a, "broadcaster_tables_2008", html, url=f"http://www.ofuq.example/NR/exeres/0A{a.number}-4C1B-4F7E.htm", at=day(a), paragraphs=a.paragraphs)


@structure
def broadcaster_sharepoint_2015(article: Article) -> WebPage:
    """SharePoint: the editor's zero-width spaces and empty boxes, embedded web parts, a Hijri date beside the other."""
    s, a = Around("broadcaster_sharepoint_2015"), fit(article, 2015, outlet="الأفق نت", source="المصدر : وكالات")
    part = '<div class="ms-rtestate-read ms-rte-wpbox" unselectable="on"><div class="ms-rtestate-notify ms-rtestate-read" id="div_a1"><div class="rte-video"><span class="video-title">تقرير: جولة في الأسواق القديمة قبل الإغلاق</span></div></div></div>'
    box = f'<div class="related-box ms-rteElement-Box"><h4>اقرأ أيضا:</h4>{s.others("<div><a href=/news/{n}>{t}</a></div>", 3)}</div>'
    text = flow(a, '<p class="ms-rteElement-P">​{}​</p>', h='<h3 class="ms-rteElement-H3B">​{}</h3>', extra={0: "<p>​​</p>", 1: part, 3: box, 4: '<p class="ms-rteElement-P"><br></p>'})
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar-SA" class="rtl"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-type" content="text/html; charset=utf-8" /><meta http-equiv="X-UA-Compatible" content="IE=10" /><title>
	{e(a.headline)}
</title><meta name="description" content="{e(a.teaser)}" />{s.css(22)}{s.js(25)}</head><body onhashchange="if (typeof(_spBodyOnHashChange) != 'undefined') _spBodyOnHashChange();"><form method="post" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTQ5{"MDkyODQzMQ9kFgJmD2QWBA" * 200}" /><div id="s4-workspace"><div class="aj-header"><a class="logo" href="/portal"><img alt="الأفق نت" src="/_layouts/15/logo.png" /></a><ul class="root static">{s.sections('<li class="static"><a class="static menu-item" href="/portal/{n}"><span class="additional-background"><span class="menu-item-text">{t}</span></span></a></li>')}</ul></div>
<div id="contentBox"><div class="BreakingNews"><span>عاجل</span>{s.others("<a href='/b/{n}'>{t}</a>", 4)}</div><div class="DetailsPage"><div class="article-heading-author-name"></div><h1 id="DetailedTitle" class="heading-story">{e(a.headline)}</h1><div class="article-duration"><time>{a.at.day}/{a.at.month}/{a.at.year}</time><span>-</span><time>{hijri(a.at)} هـ</time> <span>آخر تحديث: </span><span>{a.at:%H:%M} (مكة المكرمة)</span></div>
<div class="share-tools"><span class="st_facebook"></span><span>شارك</span><a href="#">طباعة</a><a href="#">أ+</a><a href="#">أ-</a></div><div id="DynamicContentContainer" class="article-body"><div id="ctl00_PlaceHolderMain_Content__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline" aria-labelledby="ctl00_label">{text}</div></div>
<div class="tags">كلمات مفتاحية: <a href="/tag/1">أخبار</a></div><div id="disqus_thread" class="comments"><h3>التعليقات</h3><p>هذا الموضوع مغلق للتعليق.</p></div></div><div class="aside">{s.others('<div class="NewsItem"><a href="/n/{n}"><img src="/i/{n}.jpg" alt="" /><h5>{t}</h5></a><p>{x}</p></div>', 8)}</div></div><div id="footer"><p>جميع الحقوق محفوظة © 2015 الأفق نت</p></div></div></form></body></html>"""
    return page(a, "broadcaster_sharepoint_2015", html, url=f"http://ofuq.example/news/arabic/{a.at.year}/{a.at.month}/{a.at.day}/{a.number}", at=day(a))


@structure
def broadcaster_app_apollo(article: Article) -> WebPage:
    """A channel's application of today: subhead below the headline, a list of four stories in the text, state in a script."""
    s, a = Around("broadcaster_app_apollo"), fit(article, 2023, outlet="الأفق نت", source="المصدر: الأفق + وكالات")
    url = f"https://www.ofuq.example/news/{a.at.year}/{a.at.month}/{a.at.day}/%D8%AE%D8%A8%D8%B1-{a.number}"
    more = f'<div class="more-on"><h2 class="more-on__heading"><span class="screen-reader-text">list of 4 items</span>اقرأ أيضا</h2><ul class="more-on__list">{s.others("<li class=more-on__item><span class=screen-reader-text>list 1 of 4</span><article class=article-card><div class=article-card__text><h3 class=article-card__title><a href=/news/{n}><span>{t}</span></a></h3></div></article></li>", 4)}</ul><span class="screen-reader-text">end of list</span></div>'
    ad = '<div aria-hidden="true" class="article-in-body-ad"><div class="container--ads"><div class="ads__title">إعلان</div><div class="container__inner" id="mid-article-0"></div></div></div>'
    *rest, source = a.paragraphs
    text = flow(a, extra={1: ad, 2: more, 4: ad})
    if source.startswith("المصدر: الأفق"):
        text = text.replace(f"<p>{source}</p>", f'</div><div class="article-source"><span>المصدر</span>: <span>{source[8:]}</span>')
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl" class="theme-ofq"><head><meta charset="utf-8"><title data-rh="true">{e(a.headline)} | أخبار | الأفق نت</title><meta data-rh="true" name="publishedDate" content="{a.at:%Y-%m-%dT%H:%M:%S}"><meta data-rh="true" name="lastDate" content="{a.at.replace(year=2024):%Y-%m-%dT%H:%M:%S}"><meta data-rh="true" property="og:site_name" content="الأفق نت"><meta data-rh="true" property="og:title" content="{e(a.headline)}"><link data-rh="true" rel="canonical" href="{url}">{s.css(80)}
{_data(**{"@type": "NewsArticle"}, headline=a.headline, datePublished=f"{a.at:%Y-%m-%dT%H:%M:%S}Z", dateModified=f"{a.at.replace(year=2024):%Y-%m-%dT%H:%M:%S}Z", author={"@type": "Organization", "name": "الأفق نت"}, publisher={"@type": "Organization", "name": "الأفق نت"})}</head><body><div id="root"><div class="bypass-block-links-container"><a href="#main-content-area">Skip to Content</a></div><div class="site-header"><nav class="site-header__navigation"><ul class="menu header-menu">{s.sections('<li class="menu__item"><a href="/c/{n}"><span>{t}</span></a><button aria-label="show more {t}"></button></li>')}</ul></nav></div>
<div class="container container--grid"><div class="l-col"><main id="main-content-area"><nav class="breadcrumbs"><ol><li><a href="/news">أخبار</a></li><li>سياسة</li></ol></nav><header class="article-header"><h1>{e(a.headline)}</h1><p class="article__subhead u-inline"><em>تفاصيل جديدة تكشفها الساعات الأخيرة وسط ترقب لما ستعلنه الجهات الرسمية لاحقا</em></p></header><figure class="article-featured-image"><div class="responsive-image"><img src="/wp-content/uploads/1.jpg" alt="صورة"></div><figcaption>منظر عام من الموقع التقط مطلع الأسبوع (وكالة الساحل)</figcaption></figure>
<div class="article-info-block"><div class="article-b-l"><div class="article-dates"><div class="date-simple"><span class="screen-reader-text">Published On {a.at:%d %b %Y}</span><span aria-hidden="true">{a.at.day}/{a.at.month}/{a.at.year}</span></div></div></div><div class="article-sharing"><button><span>انقر هنا للمشاركة على وسائل التواصل الاجتماعي</span></button></div></div>
<div class="wysiwyg wysiwyg--all-content" aria-live="polite">{text}</div></main><section class="trending-articles"><h2>الأكثر قراءة</h2><ol>{s.others("<li><a href=/n/{n}>{t}</a></li>", 8)}</ol></section></div><div class="l-col--sidebar">{s.others('<article class="gc"><h3 class="gc__title"><a href="/n/{n}">{t}</a></h3><div class="gc__excerpt"><p>{x}</p></div></article>', 6)}</div></div>
<footer class="site-footer"><div class="site-footer__about"><h2>من نحن</h2><ul>{s.sections("<li><a href=/about/{n}>{t}</a></li>", 9)}</ul></div><div class="site-footer__bottom">جميع الحقوق محفوظة © 2023 شبكة الأفق</div></footer></div><script>window.__APOLLO_STATE__={json.dumps({"ROOT_QUERY": {"article": {"title": a.headline, "content": "".join(f"<p>{p}</p>" for p in rest)}}}, ensure_ascii=False)};</script>{s.js(14)}</body></html>"""
    return page(a, "broadcaster_app_apollo", html, url=url)


@structure
def broadcaster_teasers_inline(article: Article) -> WebPage:
    """A Gulf channel: paragraphs with many classes, a story's card between them, sponsored boxes, WhatsApp, breadcrumbs as kicker."""
    s, a = Around("broadcaster_teasers_inline", "gulf"), fit(article, 2022, outlet="قناة المدار")
    card = f'<div class="teaser_card inline-article"><a href="/n/8"><span class="teaser_label">المدار اليوم</span><span class="teaser_tag">سوق العمل</span><h3 class="teaser_title">{s.headline()}</h3></a></div>'
    whats = '<p class="body-1 paragraph"><strong>لمتابعة آخر الأخبار عبر تطبيق المدار وقناتنا على واتساب <a href="https://whatsapp.example/channel">اضغط هنا</a></strong></p>'
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl" data-theme="light"><head><meta charset="utf-8"/><title>{e(a.headline)}</title>{_meta(og_title=a.headline, og_site_name="قناة المدار", og_type="article", article_published_time=f"{a.at:%Y-%m-%dT%H:%M:%S}.000+03:00")}{s.css(60)}{s.js(30)}</head><body class="article-page"><header class="navbar"><div class="navbar_inner"><a href="/" aria-label="قناة المدار"></a><ul class="navbar_list">{s.sections('<li class="navbar_item"><a href="/{n}">{t}</a></li>')}</ul></div><div class="breakingBar" role="alert"><b>خبر عاجل</b>{s.headline()}</div></header>
<div id="main" class="page"><section class="articleHeader"><a class="headingInfo_section caption" href="/s">المحليات</a><h1 class="headingInfo_title heading-2">{e(a.headline)}</h1><div class="article-info"><span class="author">المدار – {a.author}</span><span class="timeDate_element"><time>نشر في: {words(a.at, weekday=False)} ,{a.at:%H:%M} KSA</time><span>آخر تحديث: {words(a.at.replace(year=2023), weekday=False)} ,{a.at:%H:%M} KSA</span></span><span>دقيقتان للقراءة</span></div></section>
<div class="body-text article-body" id="body-text">{flow(a, '<p class="body-1 paragraph">{}</p>', h='<h2 class="heading-4 paragraph">{}</h2>', extra={1: card, 2: '<div class="ad_container"><span class="ad_label">إعلان</span><div id="mpu1"></div></div>', -2: whats})}</div>
<div class="tags_list">مادة إعلانية {s.others('<div class="tb_item"><a href="//ads.example/{n}"><span class="branding">Sponsored</span><span class="title">{t}</span></a></div>', 4)}</div><div class="newsletter-box"><h4>النشرة البريدية</h4><p>اشترك ليصلك موجز الصباح كل يوم من غرفة الأخبار مباشرة إلى بريدك.</p></div><section class="mostRead"><h2>الأكثر قراءة</h2>{s.others('<div class="listItem"><span class="count">{n}</span><a href="/n/{n}">{t}</a></div>', 6)}</section><section class="latest">{s.others('<div class="card"><h3><a href="/n/{n}">{t}</a></h3><p>{x}</p><span>{d}</span></div>', 8)}</section><footer><p>© 2022 جميع الحقوق محفوظة لقناة المدار</p></footer></div></body></html>"""
    return page(a, "broadcaster_teasers_inline", html, url=f"https://www.madar.example/saudi-today/{a.at:%Y/%m/%d}/%D8%B9-{a.number}")


@structure
def broadcaster_transfer_state(article: Article) -> WebPage:
    """An Angular application: comment nodes and attributes between everything, state in escaped JSON, hours only in words."""
    s, a = Around("broadcaster_transfer_state", "gulf"), fit(article, 2020, outlet="سماء الخليج")
    c = '_ngcontent-sc152=""'
    state = json.dumps({"article": {"headline": a.headline, "body": "".join(f"<p>{p}</p>" for p in a.paragraphs)}, "most": [s.headline() for _ in range(9)]}, ensure_ascii=False).replace('"', "&q;").replace("<", "&l;").replace(">", "&g;")
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><base href="/"><title>{e(a.headline)} | سماء الخليج</title>{_meta(og_title=a.headline + " | سماء الخليج", og_image="https://samaa.example/i.jpg")}<style ng-transition="sna-app">{s.css(30, "ng-")[7:]}</head><body><app-root _nghost-sc0="" ng-version="8.2.14"><app-header {c}><div {c} class="header-container"><ul {c}><!---->{s.sections('<li _ngcontent-sc12="" class="nav-item"><a _ngcontent-sc12="" href="/{n}">{t}</a></li><!---->')}</ul></div></app-header><router-outlet></router-outlet><app-article-page><div {c} class="page-container"><div {c} class="article-container"><div {c} class="article-category"><span {c}>أخبار المنطقة</span></div><h1 {c} class="sna_content_heading">{e(a.headline)}</h1>
<div {c} class="source-date-wrapper"><span {c} class="article-date-time">{words(a.at, weekday=False)} - {a.at:%H:%M} بتوقيت أبوظبي</span><span {c} class="article-source">سماء الخليج - دار النخيل</span></div><app-image {c}><img {c} alt="{e(a.teaser)}"><span {c} class="image-caption">أرشيفية</span></app-image><app-audio {c}><span {c}>استمع للخبر</span></app-audio>
<div {c} id="firstBodyDiv" class="article-body"><!----><div {c}>{flow(a, f'<p {c}>{{}}</p><!---->', h=f'<h2 {c}>{{}}</h2>', extra={1: f'<app-related-inline {c}><a {c} class="related-inline" href="/m/1"><span {c} class="label">اقرأ أيضا</span><h6 {c}>{s.headline()}</h6></a></app-related-inline>', 3: f'<app-ad {c}><div {c} class="adv-label">إعلانات</div></app-ad>'})}</div></div><div {c} class="article-tags"><a {c} href="/t">أخبار عربية</a></div></div><app-most-read {c}><h4 {c}>الأكثر قراءة</h4>{s.others('<div _ngcontent-sc77="" class="item"><a _ngcontent-sc77="" href="/{n}"><h3 _ngcontent-sc77="">{t}</h3></a><p _ngcontent-sc77="">{x}</p></div>', 7)}</app-most-read></div></app-article-page><app-footer><p>جميع الحقوق محفوظة سماء الخليج 2020</p></app-footer></app-root><script id="serverApp-state" type="application/json">{state}</script>{s.js(12)}</body></html>"""
    return page(a, "broadcaster_transfer_state", html, url=f"https://www.samaa.example/middle-east/{a.number}-%D8%A7")


@structure
def broadcaster_summary_readmore(article: Article) -> WebPage:
    """A foreign channel: bold summary of its own, large «read more» cards in the text, the source in italics at its end."""
    s, a = Around("broadcaster_summary_readmore"), fit(article, 2018, outlet="نوافذ أونلاين", source="المصدر: وكالات")
    more = f'<div class="read-more-big"><div class="read-more-big__header"><a href="/n/33"><img class="read-more-big__img" src="/i.jpg"/><strong class="read-more-big__title">إقرأ المزيد</strong><p class="read-more-big__text">{s.headline()}</p></a></div></div>'
    text = flow(a, extra={1: more, 3: more.replace("إقرأ المزيد", "شاهد أيضا"), 2: '<div class="rtcode"><iframe src="https://video.example/embed"></iframe></div>'}).replace("<p>المصدر: وكالات</p>", '<p style="text-align:left"><em>المصدر: <span class="source">وكالات</span></em></p>')
    html = f"""<!DOCTYPE html><html lang="ar" class="js-no"><head prefix="og: http://ogp.me/ns#"><meta charset="UTF-8"/><meta name="published" content="{a.at:%Y-%m-%dT%H:%M:%S}+00:00"/><title>{e(a.headline)} - نوافذ أونلاين</title>{s.css(18)}{s.js(15)}</head><body class="article-page" dir="rtl"><div class="layout"><div class="layout__header header"><a class="logo" href="/" title="نوافذ أونلاين"></a><nav class="nav">{s.sections('<div class="nav__row-item"><a class="nav__link" href="/{n}/">{t}</a></div>')}</nav><div class="main-ticker">{s.others('<span class="ticker__item"><a href="/{n}">{m} {t}</a></span>', 10)}</div></div>
<div class="layout__content"><div class="article article_article-page" id="{a.number}"><a class="section-name" href="/w">أخبار العالم</a><h1 class="heading heading_all">{e(a.headline)}</h1><div class="article__date"><p class="date date_article-header">تاريخ النشر: <span class="date">{a.at:%d.%m.%Y} | {a.at:%H:%M} GMT</span></p></div><div class="media"><img src="/h.jpg" class="media__item"/><div class="media__footer">نوافذ أونلاين <span class="copyright">وكالات</span> صورة أرشيفية من الموقع</div></div><div class="summary">ملخص: أبرز ما جاء في الخبر كما تابعته غرفة الأخبار خلال اليوم</div>
<div class="social-short"><span>تابعوا نوافذ على</span><a href="#">Telegram</a><a href="#">VK</a></div><div class="text js-text js-mediator-article">{text}</div><div class="news-tags"><a href="/t">قضايا</a></div><div class="article__subscribe">لتلقي الأخبار العاجلة اشتركوا في قناتنا على تلغرام</div><div class="comments"><div id="spotim"></div></div></div>
<div class="layout__wrapper"><div class="top-news"><div class="title">الأخبار الأكثر تصفحا</div><ul>{s.others('<li class="top-news__item"><span>{n}</span><a class="link" href="/n/{n}">{t}</a></li>', 8)}</ul></div><div class="feedback">{s.poll()}</div>{s.others('<div class="card"><a href="/{n}">{t}</a><div class="card__summary">{x}</div></div>', 10)}</div></div><div class="footer">جميع الحقوق محفوظة © نوافذ أونلاين 2005–2018. يستخدم هذا الموقع ملفات cookies.</div></div></body></html>"""
    return page(a, "broadcaster_summary_readmore", html, url=f"https://arabic.nawafidh.example/world/{a.number}-khabar/")


@structure
def agency_blocks_hidden_copy(article: Article) -> WebPage:
    """A foreign agency: each paragraph a block in a block; a hidden microdata copy of the whole text stands above."""
    s, a = Around("agency_blocks_hidden_copy"), fit(article, 2022, outlet="مدار عربي", dateline="دار النخيل – مدار عربي. ")
    block = '<div class="article__block" data-type="text"><div class="article__text">{}</div></div>'
    related = f'<div class="article__block" data-type="article" data-article="main"><div class="article__article"><div class="article__article-desc"><a href="/{a.number}.html" class="article__article-link">{s.headline()}</a><div class="article__article-info"><span>14 مارس, 08:00 GMT</span></div></div></div></div>'
    banner = '<div class="article__block" data-type="banner" data-position="desktop"><div class="banner m-article-desktop"><span>الإعلان</span></div></div>'
    hidden = f"""<div class="schema_org" itemscope itemtype="https://schema.org/Article"><div itemprop="headline">{e(a.headline)}</div><meta itemprop="datePublished" content="{a.at:%Y-%m-%dT%H:%M}+0000"><a itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">مدار عربي</span></a><div itemprop="articleBody">{" ".join(e(p, quote=False) for p in a.paragraphs)}</div></div>"""
    html = f"""<!DOCTYPE html><html lang="ar" data-lang="arabic" data-dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} - {a.at:%d.%m.%Y}, مدار عربي</title>{_meta(og_title=a.headline, og_site_name="مدار عربي", article_published_time=f"{a.at:%Y%m%dT%H%M}+0000")}<style>.schema_org{{display:none}}</style>{s.css(28, "m-")}{s.js(20)}</head><body id="body" data-id="{a.number}" class="m-article"><div class="schema_org">{hidden}</div><div class="page__width"><div class="header" id="header"><div class="header__logo"></div><div class="header__menu">{s.sections('<a class="header__menu-link" href="/{n}/"><span>{t}</span></a>')}</div></div>
<div class="endless"><div class="endless__item" data-title="{e(a.headline)}"><div class="article"><div class="article__header"><div class="article__info"><div class="article__info-date"><a href="/{a.at:%Y%m%d}/" class="">{a.at:%H:%M} GMT {a.at:%d.%m.%Y}</a></div></div><h1 class="article__title">{e(a.headline)}</h1><div class="article__view-wr"></div></div><div class="article__body">{flow(a, block, h='<div class="article__block" data-type="h3"><h3 class="article__h2">{}</h3></div>', li="<li>{}</li>", ul='<div class="article__block" data-type="list"><ul class="marker">{}</ul></div>', extra={0: banner, 1: related, 4: related.replace("main", "infographic")})}</div><div class="article__userbar"><div class="userbar__msg">مشاركة</div></div></div></div></div>
<div class="widgets">{s.others('<div class="list__item"><a class="list__title" href="/{n}.html">{t}</a><span class="list__date" data-unixtime="{n}">{d}, {m} GMT</span></div>', 14)}</div><div class="chat"><div class="chat__text">لا تملك صلاحية التعليق. للمشاركة في المناقشة يجب تسجيل الدخول أو التسجيل</div></div><div class="footer">© 2022 مدار عربي. جميع الحقوق محفوظة. +18</div></div></body></html>"""
    return page(a, "agency_blocks_hidden_copy", html, url=f"https://madarnews.example/{a.at:%Y%m%d}/{a.number}.html")


@structure
def world_service_stm_2006(article: Article) -> WebPage:
    """A world service in windows-1256: comments as marks, the date in a head's meta tag, boxes of links in the text."""
    s, a = Around("world_service_stm_2006"), fit(article, 2006, outlet="الخدمة العربية")
    box = f'<!-- S IBOX --><table border="0" cellpadding="0" cellspacing="0" width="203" align="left"><tr><td class="sib606"><div class="sih">اقرأ أيضا</div>{s.others("<div class=arr><a href=/hi/arabic/{n}.stm>{t}</a></div>", 3)}</td></tr></table><!-- E IBOX -->'
    image = '<!-- S IIMA --><table border="0" cellspacing="0" align="left" width="203"><tr><td><div><img src="/media/images/41_203.jpg" width="203" height="152" alt="منظر من المدينة"><div class="cap">يخشى السكان من تكرار ما حدث العام الماضي</div></div></td></tr></table><!-- E IIMA -->'
    quote = f'<!-- S IBOX --><table border="0" align="left" width="208"><tr><td><div class="mva"><img src="/nol/shared/img/start_quote.gif" width="24"> <b>{sentence(a)}</b> <img src="/nol/shared/img/end_quote.gif"></div></td></tr></table><!-- E IBOX -->'
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>WorldArabic.com | الشرق الأوسط | {e(a.headline)}</title>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><META name="Headline" content="{e(a.headline)}"><META name="OriginalPublicationDate" content="{a.at:%Y/%m/%d %H:%M:%S}"><META name="Section" content="الشرق الأوسط"><META name="UKFS_URL" content="/hi/arabic/{a.number}.stm"><link rel="stylesheet" href="/nol/shared/css/arabic.css"></head><body dir="rtl" bgcolor="#FFFFFF"><table width="760" cellspacing="0" cellpadding="0" border="0"><tr><td class="bannernav" colspan="3">{s.sections('<a href="/hi/arabic/{n}/default.stm">{t}</a> | ', 9)}</td></tr><tr><td valign="top" class="lhsnav" width="116">{s.sections('<div class="lhsl"><a href="/hi/arabic/{n}/default.stm">{t}</a></div>')}<div class="lhsdl">خدمات أخرى<br>{s.radio("{a} {t}<br>")}</div></td>
<td valign="top" width="469"><div class="ds">آخر تحديث: <!-- S DLDT -->{words(a.at)} {a.at:%H:%M} GMT<!-- E DLDT --></div><table width="416" class="storycontent" cellspacing="0"><tr><td colspan="2"><div class="mxb"><div class="sh"><b>{e(a.headline)}</b></div></div></td></tr><tr><td class="storybody"><!-- S BO -->{image}<!-- S SF -->{flow(a, "<p>{}", h='<!-- S ICH --><div class="ch"><b>{}</b></div><!-- E ICH -->', extra={1: box, 2: quote})}<!-- E BO --><br clear="all"></td></tr></table></td>
<td valign="top" width="175" class="rhs"><div class="rhs-h">مواقع خارجية متصلة بالموضوع</div><div>الموقع ليس مسؤولا عن محتوى المواقع الخارجية</div><div class="rhs-h">أهم الأخبار</div>{s.others('<div class="arr"><a href="/hi/arabic/{n}.stm">{t}</a></div>', 8)}</td></tr><tr><td colspan="3" class="foot">حقوق الطبع محفوظة <a href="#">عد لأعلى الصفحة</a></td></tr></table></body></html>"""
    return page(a, "world_service_stm_2006", html, url=f"http://news.world.example/hi/arabic/middle_east_news/newsid_{a.number}000/{a.number}123.stm", charset="cp1256", outlet="WorldArabic.com")


@structure
def world_service_story_body_2012(article: Article) -> WebPage:
    """A world service of 2012: one date, that of the update, links in a module between paragraphs, cross-heads."""
    s, a = Around("world_service_story_body_2012"), fit(article, 2012, outlet="الخدمة العربية")
    module = f'<div class="module "><div class="hyperpuff"><h2 class="heading">مواضيع ذات صلة</h2><ul class="related-links">{s.others("<li class=column-1><a href=/arabic/{n} class=story>{t}</a></li>", 4)}</ul></div></div>'
    picture = '<div class="module inline-img"><div class="image img-w304"><img src="/news/304.jpg" width="304" alt="x" /><p class="caption">تستعد المدينة لاستقبال آلاف الزائرين نهاية الأسبوع</p></div></div>'
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML+RDFa 1.0//EN" "http://www.w3.org/MarkUp/DTD/xhtml-rdfa-1.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar" dir="rtl"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>الخدمة العربية - الشرق الأوسط - {e(a.headline)}</title><meta name="keywords" content="الخدمة, العربية" />{s.css(14, "gs-")}{s.js(18)}</head><body class="ws arabic story"><div id="blq-container"><div id="blq-mast"><ul>{s.sections('<li class="nav-{n}"><a href="/arabic/{n}/">{t}</a></li>')}</ul></div><div id="blq-main"><div class="g-container story-body"><div class="g-w"><div class="story-date"><div class="datestamp ">
آخر تحديث:&nbsp; {words(a.at).replace(" ", "، ", 1).replace(f" {a.at.year}", f"، {a.at.year}")}، {a.at:%H:%M} GMT </div></div><h1>{e(a.headline)}</h1><div class="share-tools"><ul><li class="facebook"><a href="#">Facebook</a></li><li class="email"><a href="#">أرسل هذا المقال إلى صديق</a></li><li><a href="?print=1">اطبع نسخة سهلة القراءة</a></li></ul></div><div class="bodytext">{picture}{flow(a, "<p>{}</p>", h="<h2>{}</h2>", extra={1: module, 3: '<div class="module emp"><p class="noflash">لعرض هذه المادة يلزم تمكين جافا سكريبت وأحدث إصدار من برنامج فلاش</p><p class="alt">اعرض الملف في مشغل آخر</p></div>'})}</div><div class="bookmark-list"><h2>شارك</h2><p>ما هي خدمة المشاركة؟</p></div></div></div>
<div class="g-container secondary"><div class="ws-top"><h2>أهم الأخبار</h2>{s.others('<div class="top-story"><h3><a href="/arabic/{n}">{t}</a></h3><p>{x}</p></div>', 5)}</div><div class="range"><h2>الأكثر</h2><ol>{s.others("<li><a href=/arabic/{n}>{t}</a></li>", 9)}</ol></div></div></div><div id="blq-foot"><p>الخدمة © 2012 لا تتحمل مسؤولية محتوى المواقع الخارجية.</p></div></div></body></html>"""
    return page(a, "world_service_story_body_2012", html, url=f"http://www.world.example/arabic/middleeast/{a.at:%Y/%m}/{a.at:%y%m%d}_story_{a.number}.shtml")


@structure
def channel_dual_months(article: Article) -> WebPage:
    """An American channel's Arabic site: both names of the month, dateline in the text, tab boxes, h1 with microdata."""
    s, a = Around("channel_dual_months"), fit(article, 2019, outlet="القناة بالعربية", dateline="دار النخيل، السهل الجنوبي (القناة) -- ")
    link = f'<p><a href="/n/3"><strong>قد يهمك أيضاً: {s.headline()}</strong></a></p>'
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8" /><title>{e(a.headline)} - القناة بالعربية</title><meta name="publication_date" content="{day(a)}" /><link rel="amphtml" href="/amp/{a.number}" />{s.css(24)}{s.js(25)}</head><body class="html not-front page-node node-type-article"><div id="page-wrapper"><header id="header" role="banner"><a class="hamburger">القائمة</a><nav><ul>{s.sections('<li class="leaf"><a href="/{n}">{t}</a></li>')}</ul></nav></header><div id="main" itemscope itemtype="http://schema.org/Article"><section class="top-article"><div class="pane-node-title"><h1 itemprop="name" class="flipboard-title">{e(a.headline)}</h1></div><div class="pane-entity-field"><span class="kicker"><a href="/middle">الشرق الأوسط</a></span><div class="date"><time itemprop="datePublished" datetime="{a.at:%Y-%m-%dT%H:%M:%S}+04:00">نشر {words(a.at).split()[0]}، {dual(a.at)}</time></div><div class="read-time">3 دقائق قراءة</div></div></section>
<div class="row"><div class="large-8 columns"><div class="media"><img src="/hs.jpg"/><div class="field-name-field-file-image-credit">Credit: STR/Sahel Images</div></div><div class="wysiwyg clearfix flipboard-keep" itemprop="articleBody">{flow(a, "<p>{}</p>", extra={1: link, 3: '<div class="ad-inline"><small>Advertisement</small></div>', 4: link.replace("قد يهمك أيضاً", "أيضاً")}, change=keywords)}</div><div class="pane-tags"><ul>{s.sections("<li><a href=/tags/{n}>{t}</a></li>", 5)}</ul></div><div id="outbrain"><h3>من شبكة الويب</h3>{s.others("<div class=ob-item><a href=//p.example/{n}>{t}</a></div>", 4)}</div></div><aside class="large-4 columns"><div class="tabs"><h3>الأكثر شعبية</h3>{s.others("<div class=views-row><a href=/{n}>{t}</a><div>{x}</div></div>", 6)}</div></aside></div></div><footer><p>© 2019 All Rights Reserved. القناة بالعربية</p></footer></div></body></html>"""
    return page(a, "channel_dual_months", html, url=f"https://arabic.qanat.example/middle-east/article/{a.at:%Y/%m/%d}/khabar-{a.number}")


@structure
def german_longtext_2014(article: Article) -> WebPage:
    """A German service: kicker in h4, intro above the picture, facts of the page in a list, the editors' line as last paragraph."""
    s, a = Around("german_longtext_2014"), fit(article, 2014, outlet="صوت الراين", source="ف.ع/ع.ج (و س أ، وكالات)")
    picture = '<div class="picBox medium "><a class="overlayLink" href="#"><img src="/image/1_301.jpg" title="مبنى البرلمان" /></a><p>مبنى البرلمان كما يبدو من ضفة النهر.</p></div>'
    gallery = f'<div class="gallery col2"><h2>البوم صور: رحلة في ذاكرة المدينة</h2>{s.others("<div class=galleryItem><div class=teaserImg><img src=/g/{n}.jpg /></div><h3>{t}</h3><p>{x}</p></div>", 4)}</div>'
    html = f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar" lang="ar" dir="rtl"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" /><title>{e(a.headline)} | أخبار | صوت الراين | {a.at:%d.%m.%Y}</title>{_meta(og_title=a.headline + " | صوت الراين | " + a.at.strftime("%d.%m.%Y"), og_site_name="صوت الراين", og_locale="ar_AR")}{s.css(16)}{s.js(16)}</head><body class="rtl"><div id="root"><div id="header"><div id="langSelect">{"".join(f"<option>{x}</option>" for x in ("Deutsch", "English", "العربية", "Türkçe"))}</div><div id="navMain"><ul>{s.sections('<li><a href="/ar/s-{n}">{t}</a></li>')}</ul></div></div><div id="bodyContent"><div class="breadcrumb">الرئيسية / سياسة واقتصاد / أخبار</div><div class="col3"><h4 class="artikel">أخبار</h4><h1>{e(a.headline)}</h1><p class="intro">قراءة في أبرز ما حدث، وما قاله المسؤولون والخبراء عن الأيام المقبلة.</p>{picture}<div class="group"><div class="longText">{flow(a, "<p>{}</p>", h="<p><strong>{}</strong></p>", extra={2: gallery, 1: picture.replace("medium", "small")})}</div></div></div>
<div class="col1"><div class="group"><h2>مواضيع ذات صلة</h2>{s.others('<div class="linkList"><a href="/ar/a-{n}"><span>{t}</span> {d}</a></div>', 6)}</div></div><div class="col3 facts"><ul class="smallList"><li><strong>تاريخ</strong> {a.at:%d.%m.%Y}</li><li><strong>كلمات مفتاحية</strong> <a href="/k">أخبار</a>, <a href="/k">تحقيق</a></li><li><strong>تعليقك على الموضوع</strong>: <a href="/f">إرسال</a></li><li><strong>طباعة</strong> <a href="#">طباعة</a></li><li><strong>الرابط</strong> http://rhein.example/p/1{a.number}</li></ul></div><div class="news">{s.others("<div class=teaser><h2><a href=/ar/a-{n}>{t}</a></h2><p>{x} ({d})</p></div>", 9)}</div></div><div id="footer">© 2014 صوت الراين | حماية البيانات | إمبرنت</div></div></body></html>"""
    return page(a, "german_longtext_2014", html, url=f"http://www.rhein.example/ar/khabar/a-{a.number}", at=day(a))


@structure
def french_chapo(article: Article) -> WebPage:
    """A French channel: chapô below the headline, promotion inside the text, agencies in the last paragraph, a cookie wall."""
    s, a = Around("french_chapo"), fit(article, 2021, outlet="باريس 21", source="باريس 21/ و س أ")
    also = f'<p><strong>&gt;&gt; للمزيد: <a href="/n/4">{s.headline()}</a></strong></p>'
    promo = '<div class="o-self-promo o-self-promo--newsletter"><p class="o-self-promo__title">النشرة الإخبارية</p><p class="o-self-promo__desc">احصل على أهم الأنباء في بريدك، تصلك مرة في اليوم</p><button>اشترك</button></div>'
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>{e(a.headline[: max(20, len(a.headline) - 12)])}... - باريس 21</title>{_meta(og_title=a.headline, og_site_name="باريس 21", article_published_time=f"{a.at:%Y-%m-%dT%H:%M:%S}+00:00")}{_data(**{"@graph": [{"@type": "BreadcrumbList", "itemListElement": []}, {"@type": "NewsArticle", "headline": a.headline, "datePublished": f"{a.at:%Y-%m-%dT%H:%M:%S}+00:00", "publisher": {"@type": "Organization", "name": "باريس 21"}}]})}{s.css(64, "o-")}</head><body><div id="didomi-host"><div class="didomi-popup"><h2>خصوصيتك تهمنا</h2><p>نخزن نحن وشركاؤنا معلومات على جهازك ونصل إليها لنقيس أداء المحتوى ونطور منتجاتنا. يمكنك القبول أو الرفض في أي وقت من إعدادات الصفحة.</p><button>قبول وإغلاق</button></div></div><header class="o-header"><nav>{s.sections('<a class="m-nav__link" href="/ar/{n}/">{t}</a>')}</nav></header>
<main id="main-content"><div class="l-main"><article class="t-content article"><div class="t-content__taxonomy">الشرق الأوسط</div><h1 class="t-content__title a-page-title">{e(a.headline)}</h1><div class="t-content__dates"><p class="m-pub-dates"><span class="m-pub-dates__date">نشرت في: <time datetime="{a.at:%Y-%m-%dT%H:%M:%S}+00:00" pubdate="pubdate">{a.at:%d/%m/%Y - %H:%M}</time></span></p></div><div class="t-content__main-media"><figure class="m-figure"><picture><img src="/m.jpg"></picture><figcaption class="m-figure__caption">صورة من الأرشيف لواجهة المبنى. © وكالات</figcaption></figure></div><p class="t-content__chapo">متابعة لأبرز تطورات الملف وردود الفعل عليه، في انتظار ما ستسفر عنه الاتصالات الجارية.</p><div class="t-content__body u-clearfix">{flow(a, "<p>{}</p>", extra={1: '<div class="m-em-ad"><span>إعلان</span></div>', 2: also, 4: promo})}</div>
<div class="t-content__share"><p>شارك :</p></div><section class="o-layout-list"><h2>مواضيع الصفحة</h2>{s.others("<div class=m-item-list-article><p class=article__title>{t}</p><p class=article__excerpt>{x}</p></div>", 6)}</section></article></div><aside class="l-aside"><p class="o-most-read__title">الأكثر قراءة</p><ol>{s.others("<li><a href=/ar/{n}>{t}</a></li>", 5)}</ol></aside></main><footer class="o-footer"><p>© 2021 باريس 21 - جميع الحقوق محفوظة. لا تتحمل القناة مسؤولية ما تتضمنه المواقع الأخرى.</p></footer>{s.js(16)}</body></html>"""
    return page(a, "french_chapo", html, url=f"https://www.paris21.example/ar/{a.at:%Y%m%d}-khabar-{a.number}")


@structure
def wire_standard_body(article: Article) -> WebPage:
    """A wire of 2017: generated class names, the editors' line in a box of attribution, a note on standards."""
    s, a = Around("wire_standard_body"), fit(article, 2017, outlet="برقيات", dateline="دار النخيل (برقيات) - ", source="(إعداد نادر الحلو للنشرة العربية - تحرير سهى جادو)")
    last = a.paragraphs[-1]
    text = flow(a, "<p>{}</p>", h="<h3>{}</h3>", extra={0: '<div class="Attribution_hidden RelatedLinks_relatedlinks_1Qw"></div>', 2: '<div class="DPSlot_container_x"><div>Advertisement</div></div>'})
    text = text.replace(f"<p>{e(last, quote=False)}</p>", f'</div><div class="Attribution_container_1"><div class="Attribution_attribution_1"><p class="Attribution_content_1">{e(last, quote=False)}</p></div>') if last.startswith("(إعداد") else text
    html = f"""<!doctype html><html lang="ar"><head><meta charset="UTF-8"><title>{e(a.headline)} | برقيات</title><meta property="og:article:published_time" content="{a.at:%Y-%m-%dT%H:%M:%S}+0000"><meta name="DCSext.rChannel" content="أخبار"><meta property="og:site_name" content="برقيات">{s.css(22)}</head><body dir="rtl"><div id="content"><div class="Responsive_nav"><div class="NavBar_container">{s.sections('<span class="NavBar_item_1x"><a href="/news/{n}">{t}</a></span>')}</div></div><div class="StandardArticle_container"><div class="ArticleHeader_container"><div class="ArticleHeader_content-container"><div class="ArticleHeader_channel"><a href="/n">أخبار الشرق الأوسط</a></div><div class="ArticleHeader_date">{words(a.at, weekday=False)} / {clock(a.at)} / قبل 5 سنوات</div><h1 class="ArticleHeader_headline">{e(a.headline)}</h1></div></div>
<div class="StandardArticleBody_container"><div class="BylineBar_byline-container"><div class="BylineBar_reading-time">1 دقيقة للقراءة</div></div><div class="StandardArticleBody_body">{text}</div><div class="StandardArticleBody_trustBadgeContainer"><span class="StandardArticleBody_trustBadgeTitle">معاييرنا:</span><span class="trustBadgeUrl"><a href="/standards">مبادئ الثقة</a></span></div></div></div><div class="MoreFrom"><h2>المزيد من برقيات</h2>{s.others("<div class=StoryCard><h3><a href=/article/id{n}>{t}</a></h3></div>", 6)}</div><div class="Footer"><p>جميع التسعيرات متأخرة 15 دقيقة على الأقل. طالع هنا القائمة الكاملة لأسواق المال وتأخير أسعارها.</p></div></div><script>window.__PRELOADED_STATE__ = {json.dumps({"articles": {"1": {"body": list(a.paragraphs)}}}, ensure_ascii=False)}</script>{s.js(22)}</body></html>"""
    return page(a, "wire_standard_body", html, url=f"https://ara.barqiyat.example/article/worldNews/idARAKBN1{a.number}")


@structure
def agency_colon_date(article: Article) -> WebPage:
    """An Asian agency: date with colons, indents of hard spaces, the first picture's caption a paragraph, pages."""
    s, a = Around("agency_colon_date"), fit(article, 2016, outlet="شرق نيوز", dateline="دار النخيل {date} (شرق نيوز) ")
    text = flow(a, '<p style="TEXT-ALIGN: justify" align="right">&nbsp;&nbsp;&nbsp; {}</p>', h='<p style="TEXT-ALIGN: justify"><strong>&nbsp;&nbsp;&nbsp; {}</strong></p>', q="<p>&nbsp;&nbsp;&nbsp; <strong>{}</strong></p>")
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="pagetype" content="1"><meta name="filetype" content="0"><meta name="publishedtype" content="1"><title>{e(a.headline)}_Sharq</title><link href="/css/style.css" rel="stylesheet">{s.js(6)}</head><body><div class="top"><img src="logo.gif" alt="شرق نيوز"><div class="nav">{s.sections('<a href="http://arabic.sharq.example/{n}/index.htm" target="_blank">{t}</a>|')}</div></div><div class="w980"><div class="left960"><div id="sj"><span class="sj">{a.at:%Y:%m:%d.%H:%M}</span> <span>حجم الخط</span> <a>اطبع</a></div><div class="domPC"><h1 class="bt" id="title">{e(a.headline)}</h1><div class="laiyuan"><span class="source">arabic.sharq.example</span> | <span class="time">{a.at:%Y-%m-%d %H:%M}</span></div><div class="article" id="dh">
<table class="pic" align="center"><tr><td><img id="{{A1}}" src="1.jpg" /></td></tr></table>{text}<p><br></p><div id="div_currpage"><span style="background:#ccc">1</span> <a href="_2.htm">2</a> <a href="_2.htm">الصفحة التالية</a></div></div><div class="editor"><iframe src="/share.htm"></iframe></div></div><div class="xgwz"><h3>أخبار متعلقة</h3><ul>{s.others('<li><a href="/2016-03/{n}/c_{n}.htm" target="_blank">{t}</a> <i>{d}</i></li>', 7)}</ul></div></div><div class="right"><div class="tit">صور</div>{s.others('<dl><dt><img src="{n}.jpg"></dt><dd><a href="/{n}.htm">{t}</a></dd></dl>', 8)}</div></div><div class="foot">جميع حقوق النشر محفوظة لوكالة شرق نيوز<br>العنوان: 57 شارع النسيم - هاتف: 0086-10-5507</div>{s.css(26)}</body></html>"""
    return page(a, "agency_colon_date", html, url=f"http://arabic.sharq.example/{a.at:%Y-%m/%d}/c_{a.number}.htm")


@structure
def agency_anatolian_spot(article: Article) -> WebPage:
    """An Anatolian agency: spot below the headline, place and reporter as the text's first paragraph, a note on subscribers."""
    a = fit(article, 2020, outlet="وكالة الهضبة")
    rows = (f"دار النخيل/ {a.author}/ الهضبة", *a.paragraphs)
    s, note = Around("agency_anatolian_spot"), "الأخبار المنشورة على الصفحة الرسمية لوكالة الهضبة، هي اختصار لجزء من الأخبار التي تُعرض للمشتركين عبر نظام تدفق الأخبار. من أجل الاشتراك لدى الوكالة يُرجى الاتصال بالرابط التالي."
    lead = f"<p><strong>{rows[0]}</strong></p><p>&nbsp;</p>"
    html = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{e(a.headline)}</title><meta name="author" content="وكالة الهضبة"><meta name="twitter:title" content="{e(a.headline)}"><meta property="og:site_name" content="وكالة الهضبة">{s.css(26)}{s.js(18)}</head><body class="ar-body"><nav class="navbar navbar-default">{s.sections('<li class="dropdown"><a href="/ar/{n}">{t}</a></li>')}</nav><div class="container"><div class="detay-buyuk-manset"><div class="detay-spot-category"><span class="detay-kategori">الدول العربية</span><h1>{e(a.headline)}</h1><h4>- مسؤولون يدعون إلى انتظار نتائج التحقيق، ومراقبون يتوقعون تطورات في الأيام المقبلة</h4><span class="tarih">{a.at:%d.%m.%Y}</span><span class="tarih-guncelleme"> - تحديث : {a.at.replace(year=2021):%d.%m.%Y}</span></div></div><div class="row"><div class="col-md-8 detay-paylas"><div class="detay-icerik" data-print-area="true"><div>{lead}{flow(a, "<p>{}</p><p>&nbsp;</p>", h="<p><strong>** {}</strong></p>", q="<p><strong>- {}</strong></p>")}</div><div class="detay-foto-editor">{note}</div></div><div class="detay-konu"><b>مواضيع مرتبطة</b> <a href="/ar/t/1">الدول العربية</a></div><div class="detay-bg">{s.others('<div class="col-sm-4"><a href="/ar/{n}"><span class="konu-baslik">{t}</span></a></div>', 6)}</div></div><div class="col-md-4"><h3>الأخبار ذات الصلة</h3>{s.others("<div class=haber><a href=/ar/{n}><h4>{t}</h4></a><p>{x}</p></div>", 6)}</div></div></div><footer>{note}<p>وكالة الهضبة © 2020</p></footer></body></html>"""
    return page(a, "agency_anatolian_spot", html, url=f"https://www.hadaba.example/ar/{a.number}", at=day(a), paragraphs=rows)


@structure
def agency_hijri_breaks(article: Article) -> WebPage:
    """A Gulf agency: kicker and headline in one line, Hijri and other date, single line breaks, «// انتهى //» and a code."""
    s, a = Around("agency_hijri_breaks", "gulf"), fit(article, 2013, outlet="وكالة أنباء الرمال", dateline="دار النخيل {hijri} هـ الموافق {date} م : ")
    text = flow(a, "{}", h="{}", li="{}<br />", ul="{}", q="{}", between="<br />\r\n")
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" dir="rtl"><head id="Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	عام / {e(a.headline)} وكالة أنباء الرمال
</title>{s.css(12)}{s.js(10)}</head><body><form method="post" action="viewfullstory.php" id="form1"><div id="topDate">{eastern(words(a.at.replace(year=2014)))}</div><div class="divMenu"><ul>{s.sections('<li><a href="/viewstory.php?cat={n}">{t}</a></li>')}</ul></div><div class="divNewsDetails"><div class="divNewsDetailsTitle"><h2>عام / {e(a.headline)}</h2></div><div class="divNewsDetailsDate">{words(a.at).split()[0]} {hijri(a.at)} هـ الموافق {eastern(words(a.at, weekday=False))} م</div><div class="divPhoto"><img src="/galupload/1.jpg" /></div><div class="divNewsDetailsText" style="text-align: justify">{text}<br />\r\n// انتهى //<br />{a.at:%H:%M} ت م <br />0{a.number}</div><div class="divTools"><a href="print">نسخة للطباعة</a><span>www.rimal.example/{a.number}</span></div></div><div class="divOthers"><h3>أخبار متعلقة</h3>{s.others("<div class=divRow><a href=/viewfullstory.php?newsid={n}>عام / {t}</a><span>{d}</span></div>", 12)}</div><table class="prayer"><tr><th>مواقيت الصلاة</th></tr>{s.prayers("<tr><td>{t}</td><td>{a}</td></tr>")}</table><div class="footer">جميع الحقوق محفوظة لوكالة أنباء الرمال © 2013</div></form></body></html>"""
    return page(a, "agency_hijri_breaks", html, url=f"http://www.rimal.example/viewfullstory.php?newsid={a.number}")


@structure
def agency_pre_wire(article: Article) -> WebPage:
    """A wire's text in <pre>, cut at 70 letters, paragraphs indented, windows-1256 and nothing that says so."""
    s, a = Around("agency_pre_wire", "gulf"), fit(article, 2004, outlet="وكالة الشراع")
    blocks = []
    for text in a.paragraphs:
        line = "   "
        lines: list[str] = []
        for word in text.split():
            if len(line) + len(word) > 70:
                lines, line = [*lines, line.rstrip()], ""
            line += word + " "
        blocks.append("\n".join([*lines, line.rstrip()]))
    html = f"""<HTML DIR=RTL><HEAD><TITLE>وكالة الشراع : {e(a.headline)}</TITLE></HEAD><BODY BGCOLOR="#E7E7D6" TEXT="#000000"><TABLE WIDTH=740><TR><TD WIDTH=120 VALIGN=TOP BGCOLOR="#003366">{s.sections('<A HREF="cat.asp?c={n}"><FONT COLOR=WHITE SIZE=2>{t}</FONT></A><BR>')}</TD><TD VALIGN=TOP><B>{e(a.headline)}</B><BR><FONT SIZE=1>التاريخ : {a.at.day}/{a.at.month}/{a.at.year}</FONT><HR><PRE>{chr(10).join(e(b, quote=False) for b in blocks)}
</PRE><HR><FONT SIZE=2>{s.others('<A HREF="Story.asp?DSNO={n}">{t}</A><BR>', 6)}</FONT><CENTER><FONT SIZE=1>وكالة الشراع - ص.ب 193 - فاكس 2414</FONT></CENTER></TD></TR></TABLE></BODY></HTML>"""
    return page(a, "agency_pre_wire", html, url=f"http://www.shiraa.example/NewsAgenciesPublicSite/Story.asp?DSNO={a.number}&Language=ar", at=day(a), charset="cp1256")


@structure
def agency_initials_breaks(article: Article) -> WebPage:
    """A Levantine national agency: one box with <br />, the name of the agency opens the text, a rule and initials close it."""
    s, a = Around("agency_initials_breaks", "levant"), fit(article, 2014, outlet="الوكالة الوطنية", dateline="وطنية - البيلسان - ")
    rows = (*a.paragraphs, "=================ل.خ")
    text = flow(a, "{}", h="<b>{}</b>", li="{}<br />", ul="{}", q="<b>{}</b>", between="<br /><br />\n") + "<br /><br />\n<br />" + rows[-1]
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8" /><title>الوكالة الوطنية - {e(a.headline)}</title><meta property="og:title" content="الوكالة الوطنية - {e(a.headline)}" /><meta property="og:site_name" content="الوكالة الوطنية" />{s.css(14)}{s.js(12)}</head><body class="ar"><div id="wrapper"><div id="header"><div class="date-time">{words(a.at.replace(year=2015), LEVANT)}</div><ul class="sf-menu">{s.sections('<li><a href="/ar/category/{n}">{t}</a></li>')}</ul></div><div id="ticker-wrapper"><ul id="js-news" class="js-hidden">{s.others('<li class="news-item">{m} - {t}</li>', 15)}</ul></div><div id="content"><div class="show-single"><h1 class="news-title">{e(a.headline)}</h1><div class="show-date">{words(a.at, LEVANT)} الساعة {a.at:%H:%M} <span>سياسة</span></div><div class="show-content">{text}</div><div class="show-tools">تابعوا أخبار الوكالة عبر أثير إذاعة البلد على الموجات 98.5 و98.1 FM</div></div><div class="nns-list"><h2>أخبار سياسة</h2>{s.others('<div class="nns-item"><a href="/ar/show-news/{n}">{t}</a><span>{d} - {m}</span><p>{x}</p></div>', 10)}</div></div><div id="footer">حقوق النشر محفوظة 2014</div></div></body></html>"""
    return page(a, "agency_initials_breaks", html, url=f"http://nwa.example/ar/show-news/{a.number}/", paragraphs=rows)


@structure
def organisation_paragraph_types(article: Article) -> WebPage:
    """An organisation's news: each piece of the text a «paragraph type» with fields, a sound player, quotes, a soft call to subscribe."""
    s, a = Around("organisation_paragraph_types"), fit(article, 2021, outlet="أخبار المنظمة")
    box = '<div class="paragraph paragraph--type--one-column-text paragraph--view-mode--default"><div class="clearfix text-formatted field field--name-field-text-column">{}</div></div>'
    photo = '<div class="paragraph paragraph--type--image"><article class="media media--type-image"><div class="field--name-thumbnail"><img src="/s/1.jpg" /></div><div class="field--name-field-credit">المنظمة/صفوان الكيلاني</div><div class="field--name-field-caption"><p>أطفال يعودون إلى مدرستهم بعد ترميمها في ضواحي المدينة.</p></div></article></div>'
    sound = '<div class="paragraph paragraph--type--embed"><iframe title="مقابلة صوتية" src="https://sound.example"></iframe></div>'
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl" prefix="content: http://purl.org/rss/1.0/modules/content/ dc: http://purl.org/dc/terms/"><head><meta charset="utf-8" /><meta name="title" content="{e(a.headline)}" /><meta property="og:site_name" content="أخبار المنظمة" /><meta property="article:published_time" content="{a.at:%Y-%m-%dT%H:%M:%S}-05:00" /><title>{e(a.headline)} | أخبار المنظمة</title>{s.css(36)}</head><body class="path-node page-node-type-news-story"><a href="#main-content" class="visually-hidden focusable skip-link">تجاوز إلى المحتوى الرئيسي</a><div class="layout-container"><div class="language-bar">{"".join(f"<a>{x}</a>" for x in ("English", "Français", "Español", "中文", "Русский"))}</div><nav role="navigation"><h2 class="visually-hidden">التنقل الرئيسي</h2><ul class="menu menu--main">{s.sections('<li class="menu-item"><a href="/ar/{n}">{t}</a></li>')}</ul></nav><main role="main"><div class="region-content"><article role="article" about="/ar/story/{a.number}" class="node node--type-news-story node--view-mode-full"><div class="layout__region layout__region--top"><div class="field--name-field-image-caption"><span>المنظمة/أرشيف</span> مشهد من البلدة القديمة كما بدت في الربيع.</div><h1 class="page-title"><span>{e(a.headline)}</span></h1><div class="views-field-field-news-date"><time datetime="{a.at:%Y-%m-%dT%H:%M:%S}-05:00">{words(a.at, LEVANT, weekday=False)}</time></div><div class="field--name-field-news-topics">الشؤون الإنسانية</div></div><div class="content">{flow(a, box.format("<p>{}</p>"), h=box.format("<h2>{}</h2>"), ul=box.format("<ul>{}</ul>"), q=box.format("<p><b>{}</b></p>"), extra={0: sound, 2: photo, 3: f'<div class="paragraph paragraph--type--quote"><blockquote><p>{sentence(a)}</p></blockquote></div>'})}</div></article><div class="subscribe-box"><p>للاستماع إلى نشرتنا اليومية ومتابعة قصصنا حمّل التطبيق من متجري الهواتف.</p></div><section><h2>قصص ذات صلة</h2>{s.others('<div class="views-row"><h3><a href="/ar/story/{n}">{t}</a></h3><div class="field--name-body"><p>{x}</p></div></div>', 6)}</section></div></main><footer><ul>{s.sections('<li><a href="/ar/{n}">{t}</a></li>', 8)}</ul></footer></div>{s.js(20)}</body></html>"""
    return page(a, "organisation_paragraph_types", html, url=f"https://news.munadhama.example/ar/story/{a.at:%Y/%m}/{a.number}")
