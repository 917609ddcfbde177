"""Second held-out structures: publishing platforms and applications, whole, streamed, or as state alone."""

from __future__ import annotations

import json
from html import escape as e

from web.articles import Article
from web.second_articles import suits
from web.second_parts import CALLS, DIGEST, cut, data, english, iso, lines, meta
from web.site import LEVANT, WebPage, day, eastern, page, structure, words
from web.surroundings import Around, clock, fit, flow


@structure
def arc_fusion_stacks(article: Article) -> WebPage:
    """Arc XP: stacks and grids, interstitial links as paragraphs in square brackets, the whole content again in Fusion.globalContent."""
    s, a = Around("arc_fusion_stacks", "gulf"), fit(article, 2023, outlet="الأسواق العربية")
    content = {"type": "story", "headlines": {"basic": a.headline}, "display_date": f"{a.at:%Y-%m-%dT%H:%M:%S}.32Z", "content_elements": [{"type": "text", "content": p, "_id": f"X{n}"} for n, p in enumerate(a.paragraphs)], "related_content": {"basic": [{"headlines": {"basic": s.headline()}} for _ in range(4)]}}
    link = '<p class="c-paragraph b-article-body__interstitial-link">[<a class="c-link" href="/1">طالع أيضا: {}</a>]</p>'
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{e(a.headline)} | الأسواق العربية</title>{meta(og_title=a.headline, og_site_name="الأسواق العربية")}{data(**{"@type": "NewsArticle", "headline": a.headline, "datePublished": iso(a.at, "Z"), "publisher": {"@type": "NewsMediaOrganization", "name": "الأسواق العربية"}})}{s.css(60, "b-")}</head><body class="c-body"><div id="fusion-app" class="c-layout b-right-rail"><header class="c-stack b-right-rail__full-width-1"><nav id="main-nav" class="b-header-nav-chain">{s.sections('<div class="c-stack b-section-menu__item"><a class="c-link" href="/{n}/">{t}</a></div>')}</nav></header><section role="main" tabindex="-1" id="main" class="b-right-rail__main-right-rail-container"><div class="c-stack b-right-rail__full-width-2"><a class="c-overline b-overline" href="/m/">أسواق</a><h1 class="c-heading b-headline">{e(a.headline)}</h1><h2 class="c-heading b-subheadline">متعاملون يترقبون القرار المقبل بحذر</h2></div><div class="c-grid b-right-rail__rail-container"><div class="c-stack b-right-rail__main"><div class="c-attribution b-byline"><span class="b-byline__by">كتب</span> <span class="b-byline__names">{a.author}</span></div><time as="time" class="c-date b-date" datetime="{iso(a.at, 'Z')}">{words(a.at, weekday=False)} الساعة {clock(a.at)}</time><article class="b-article-body">{flow(a, '<p class="c-paragraph">{}</p>', h='<h3 class="c-heading">{}</h3>', extra={0: link.format(s.headline()), 2: '<div class="c-stack b-ads-block"><div class="c-ad--label">يستمر النص أسفل الفاصل الترويجي</div></div>', 3: link.format(s.headline())})}</article><div class="b-author-bio"><h2 class="c-heading b-author-bio__author-name"><a>{a.author}</a></h2><p class="c-paragraph">تغطي أسواق المال منذ عام 2012.</p></div></div><aside class="c-stack b-right-rail__right-rail"><h2 class="c-heading b-results-list__title">يتصدر الآن</h2>{s.others('<article class="b-top-table-list-xl"><h2 class="c-heading"><a class="c-link" href="/{n}">{t}</a></h2><p class="c-paragraph b-md__description">{x}</p></article>', 6)}</aside></div></section></div><script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.arcSite="aswaq";Fusion.globalContent={json.dumps(content, ensure_ascii=False)};Fusion.globalContentConfig={{"source":"content-api"}};</script></body></html>"""
    return page(a, "arc_fusion_stacks", html, url=f"https://www.aswaqarab.example/markets/{a.at:%Y/%m/%d}/{a.number}/")


@structure
def brightspot_enhancements(article: Article) -> WebPage:
    """Brightspot: custom elements (bsp-*), «Enhancement» boxes within RichTextBody, promo lists in the main column, list items of a live page."""
    s, a = Around("brightspot_enhancements"), fit(article, 2022, outlet="صوت القارة")
    box = '<div class="Enhancement" data-align-left><div class="Enhancement-item"><ps-promo class="PagePromo" data-content-type="article"><div class="PagePromo-content"><div class="PagePromo-category">تقارير خاصة</div><div class="PagePromo-title"><a class="Link" href="/a/{n}">{t}</a></div><div class="PagePromo-description">{x}</div></div></ps-promo></div></div>'
    fig = '<div class="Enhancement" data-align-center><div class="Enhancement-item"><figure class="Figure"><bsp-image><img class="Image" src="/i.jpg"></bsp-image><div class="Figure-content"><figcaption class="Figure-caption">سكان يملأون عبواتهم من نبع قريب صباح الثلاثاء</figcaption><div class="Figure-credit">AFPX</div></div></figure></div></div>'
    html = f"""<!DOCTYPE html><html class="Page" lang="ar" dir="rtl" itemscope itemtype="http://schema.org/WebPage"><head><meta charset="UTF-8">{meta(og_title=a.headline, og_url="https://sawt.example", og_site_name="صوت القارة", article_published_time=f"{a.at:%Y-%m-%dT%H:%M:%S}.11", article_modified_time=f"{a.at.replace(year=2023):%Y-%m-%dT%H:%M:%S}.4")}<title>{e(a.headline)}</title>{s.css(48, "Page-")}</head><body class="Page-body ArticlePage"><bsp-header class="Page-header"><div class="Page-header-hamburger-menu"><ul class="Navigation-items">{s.sections('<li class="Navigation-items-item"><div class="NavigationItem"><a class="NavigationItem-text-link" href="/{n}">{t}</a></div></li>')}</ul></div></bsp-header><div class="Page-content"><div class="Page-twoColumn"><main class="Page-main"><div class="Page-breadcrumbs"><a class="Link" href="/">الأولى</a></div><article class="ArticlePage-mainContent"><div class="Page-intro"><h1 class="Page-headline">{e(a.headline)}</h1><div class="Page-byline"><div class="Page-authors">{a.author}</div><div class="Page-datePublished">{eastern(words(a.at, LEVANT, weekday=False))}</div></div><div class="Page-actions"><bsp-share class="ActionBar"><ul class="ActionBar-items"><li>Facebook</li><li>Pinterest</li><li>LinkedIn</li></ul></bsp-share></div></div><div class="ArticlePage-articleContainer"><div class="ArticlePage-articleBody"><div class="RichTextArticleBody"><div class="RichTextBody">{flow(a, '<p class="">{}</p>', h="<h2>{}</h2>", extra={0: fig, 1: s.others(box, 1), 3: '<div class="Enhancement" data-align-center><div class="Enhancement-item"><div class="Quote"><blockquote>' + DIGEST[1] + '</blockquote><div class="Quote-attribution">من افتتاحية الأمس</div></div></div></div>'})}</div></div></div></div><div class="ArticlePage-tags"><div class="ArticlePage-tags-label">علامات</div><a class="Link">مياه</a></div></article><bsp-list-loadmore class="PageListStandardE"><div class="PageListStandardE-header-title">أخبار مختارة</div>{s.others('<div class="PageList-items-item"><div class="PagePromo-title"><a class="Link" href="/a/{n}">{t}</a></div><div class="PagePromo-description">{x}</div></div>', 6)}</bsp-list-loadmore></main></div></div><bsp-footer class="Page-footer"><div class="Page-footer-disclaimer">حقوق الطبع محفوظة {a.at.year} صوت القارة. لا يجوز بث هذه المادة.</div></bsp-footer></body></html>"""
    return page(a, "brightspot_enhancements", html, url=f"https://sawt.example/article/{a.number:x}")


def _flight(text: str, n: int) -> str:
    return f"<script>self.__next_f.push({json.dumps([n, text], ensure_ascii=False)})</script>"


@structure
def streamed_hidden_parts(article: Article) -> WebPage:
    """An app-router page as it is streamed: a skeleton where the text belongs, the text in a hidden <div id="S:0"> that a script puts in its place."""
    s, a = Around("streamed_hidden_parts", "egypt"), fit(article, 2024, outlet="خط أول")
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charSet="utf-8"/><title>{e(a.headline)} | خط أول</title>{meta(og_title=a.headline, og_site_name="خط أول", og_type="article", article_published_time=iso(a.at))}<script src="/_next/static/chunks/webpack-1.js" async=""></script>{s.css(20)}</head><body class="__className_f3"><header class="sticky top-0 z-50"><nav class="flex gap-4 px-4">{s.sections('<a class="text-sm hover:underline" href="/{n}">{t}</a>')}</nav></header><main class="mx-auto max-w-7xl grid grid-cols-12"><!--$?--><template id="B:0"></template><div class="animate-pulse space-y-4"><div class="h-8 rounded bg-gray-200"></div><div class="h-4 rounded bg-gray-200"></div></div><!--/$--><aside class="col-span-4"><h2 class="text-lg font-bold">اخترناها لك</h2>{s.others('<a class="block py-2" href="/{n}"><h3 class="line-clamp-2">{t}</h3><p class="text-xs line-clamp-3">{x}</p></a>', 6)}</aside></main><footer class="border-t py-8 text-center text-xs">© {a.at.year} خط أول</footer>{_flight("0:" + json.dumps(["$", "html", None, {"lang": "ar"}]), 1)}<div hidden id="S:0"><article class="col-span-8"><span class="text-red-600">تقارير</span><h1 class="text-3xl font-bold leading-snug">{e(a.headline)}</h1><div class="flex items-center text-sm text-gray-500"><span>{a.author}</span><time dateTime="{iso(a.at)}">{words(a.at, weekday=False)}</time></div><div class="prose prose-lg max-w-none">{flow(a, '<p class="mb-5">{}</p>', h='<h2 class="mt-8 mb-4">{}</h2>', extra={1: f'<div class="not-prose my-6 border-r-4 pr-4"><span class="text-xs">مادة مرتبطة</span><a href="/3">{s.headline()}</a></div>'})}</div><div class="mt-10 rounded-xl bg-green-50 p-4">{CALLS[2]}</div></article></div><script>$RC=function(b,c,e){{c=document.getElementById(c);c.parentNode.removeChild(c);var a=document.getElementById(b);if(a){{b=a.previousSibling}}}};$RC("B:0","S:0")</script></body></html>"""
    return page(a, "streamed_hidden_parts", html, url=f"https://khatawal.example/ar/news/{a.number}")


@structure
def flight_payload_alone(article: Article) -> WebPage:
    """An app-router page whose body is a skeleton: the text stands in self.__next_f.push strings alone, cut anywhere, as children of "$" rows."""
    s, a = Around("flight_payload_alone", "gulf"), fit(article, 2025, outlet="ساعة بساعة")
    tree = ["$", "article", None, {"className": "story", "children": [["$", "h1", None, {"children": a.headline}], ["$", "span", None, {"className": "by", "children": a.author}], ["$", "div", None, {"className": "story-body", "children": [["$", "p", f"p{n}", {"children": p}] for n, p in enumerate(a.paragraphs)]}], ["$", "aside", None, {"children": [["$", "a", f"r{n}", {"href": f"/{n}", "children": s.headline()}] for n in range(6)]}]]}]
    stream = "5:" + json.dumps(tree, ensure_ascii=False) + "\n"
    chunks = [stream[n : n + 900] for n in range(0, len(stream), 900)]
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charSet="utf-8"/><title>{e(a.headline)} - ساعة بساعة</title>{meta(og_title=a.headline, og_site_name="ساعة بساعة", article_published_time=iso(a.at))}{s.css(16)}</head><body><div class="shell"><header>{s.sections('<a href="/{n}">{t}</a>')}</header><main><div class="skeleton h1"></div><div class="skeleton p"></div><div class="skeleton p"></div></main></div><script>(self.__next_f=self.__next_f||[]).push([0])</script>{_flight('1:"$Sreact.fragment"' + chr(10) + '2:I[7555,[],""]' + chr(10), 1)}{"".join(_flight(c, 1) for c in chunks)}{_flight('6:["$","footer",null,{"children":"كل الحقوق لساعة بساعة"}]' + chr(10), 1)}</body></html>"""
    return page(a, "flight_payload_alone", html, url=f"https://saasaa.example/n/{a.number}")


@structure
def nuxt_function_state(article: Article) -> WebPage:
    """Nuxt 2: data-v attributes, comment nodes, v-html text; window.__NUXT__ is a function of many arguments that repeats it; the date relative."""
    s, a = Around("nuxt_function_state", "levant"), fit(article, 2021, outlet="الطليعة الرقمية")
    esc = json.dumps(flow(a, "<p>{}</p>", between=""), ensure_ascii=False).replace("<", "\\u003C").replace("/", "\\u002F")
    html = f"""<!doctype html><html data-n-head-ssr lang="ar" dir="rtl" data-n-head="%7B%22lang%22:%7B%22ssr%22:%22ar%22%7D%7D"><head ><title>{e(a.headline)}</title><meta data-n-head="ssr" charset="utf-8"><meta data-n-head="ssr" data-hid="og:title" property="og:title" content="{e(a.headline)}"><meta data-n-head="ssr" data-hid="og:site_name" name="og:site_name" content="الطليعة الرقمية">{s.css(44)}</head><body ><div data-server-rendered="true" id="__nuxt"><!----><div id="__layout"><div data-v-4f1c2a9e class="app"><div data-v-4f1c2a9e class="v-nav">{s.sections('<a href="/s/{n}" data-v-0b5 class="nuxt-link">{t}</a><!---->')}</div><div data-v-7d2 class="container"><div data-v-7d2 class="row"><div data-v-7d2 class="col-9"><span data-v-7d2 class="badge">مجتمع</span> <h1 data-v-7d2>{e(a.headline)}</h1> <div data-v-7d2 class="info"><span data-v-7d2>{a.author}</span> <span data-v-7d2 title="{a.at:%Y-%m-%d %H:%M}">قبل 3 سنوات</span> <!----></div> <div data-v-7d2 class="fontsize"><button data-v-7d2>ع+</button><button data-v-7d2>ع-</button><button data-v-7d2>الوضع الليلي</button></div> <div data-v-7d2 class="v-html">{flow(a, "<p>{}</p>", h="<h2>{}</h2>")}</div> <!----> <!----> <div data-v-7d2 class="rate"><p data-v-7d2>هل أفادك هذا المحتوى؟</p><button data-v-7d2>أفادني</button><button data-v-7d2>لم يفدني</button></div></div> <div data-v-7d2 class="col-3"><div data-v-55e class="list">{s.others('<div data-v-55e class="it"><a data-v-55e href="/n/{n}">{t}</a><small data-v-55e>{x}</small></div>', 8)}</div></div></div></div> <div data-v-4f1 class="ft">الطليعة الرقمية | سياسة الخصوصية | ميثاق التحرير</div></div></div></div><script>window.__NUXT__=(function(a,b,c,d,e){{return {{layout:"default",data:[{{post:{{id:{a.number},title:a,body:{esc},created_at:"{a.at:%Y-%m-%d %H:%M:%S}",status:c,meta:b}},latest:[{{title:{json.dumps(s.headline(), ensure_ascii=False)},created_at:"2026-01-02 08:00:00",status:c}}]}}],fetch:{{}},error:b,serverRendered:c}}}}({json.dumps(a.headline, ensure_ascii=False)},null,true,false,""));</script></body></html>"""
    return page(a, "nuxt_function_state", html, url=f"https://taliaa.example/post/{a.number}")


@structure
def react_text_comments(article: Article) -> WebPage:
    """React of 2016 on the server: data-reactid on everything, texts between comment nodes, inline styles, no semantic element."""
    s, a = Around("react_text_comments"), fit(article, 2016, outlet="موجز برس")
    count = 40

    def r() -> str:
        nonlocal count
        count += 1
        return f'data-reactid="{count}"'

    rows = "".join(f'<div style="margin-bottom:18px;line-height:1.7;" {r()}><span {r()}><!-- react-text: {count + 1} -->{e(p, quote=False)}<!-- /react-text --></span></div>' for p in a.paragraphs)
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title data-react-helmet="true">{e(a.headline)} · موجز برس</title><meta data-react-helmet="true" property="og:title" content="{e(a.headline)}"/>{s.css(12)}</head><body style="direction:rtl"><div id="react-view"><div data-reactroot="" {r()} data-react-checksum="-1147203"><div style="background:#222;" {r()}>{s.sections(f'<div style="display:inline-block;padding:4px;" {r()}><a href="/s/{{n}}" {r()}><!-- react-text: 9 -->{{t}}<!-- /react-text --></a></div>')}</div><div style="max-width:680px;margin:0 auto;" {r()}><div style="font-size:30px;font-weight:700;" {r()}>{e(a.headline)}</div><div style="color:#999;font-size:13px;" {r()}><!-- react-text: 71 -->موجز برس<!-- /react-text --><!-- react-text: 72 --> · <!-- /react-text --><!-- react-text: 73 -->{a.at:%Y/%m/%d}<!-- /react-text --><!-- react-text: 74 --> في <!-- /react-text --><!-- react-text: 75 -->{a.at:%H:%M}<!-- /react-text --></div><div {r()}>{rows}</div><div style="text-align:center;" {r()}><button {r()}>أعجبني</button><button {r()}>حفظ للقراءة</button></div></div><div style="background:#f4f4f4;" {r()}><div style="font-weight:700" {r()}>قصص تتصدر</div>{s.others(f'<div style="padding:10px" {r()}><a href="/{{n}}" {r()}>{{t}}</a><div style="color:#777" {r()}>{{x}}</div></div>', 8)}</div></div></div><script>window.__REDUX_STATE__={{"ui":{{"dir":"rtl"}}}}</script></body></html>"""
    return page(a, "react_text_comments", html, url=f"https://mujaz.example/story/{a.number}")


@structure
def liferay_portlets(article: Article) -> WebPage:
    """Liferay: portlets with boundaries, the title in a span of the top bar, asset lists, hidden accessible words, ratings; a ministry's news."""
    s, a = Around("liferay_portlets", "gulf"), fit(article, 2018, outlet="وزارة الأشغال")
    html = f"""<!DOCTYPE html><html class="aui rtl" dir="rtl" lang="ar-SA"><head><title>{e(a.headline)} - الأخبار - وزارة الأشغال</title><meta content="text/html; charset=UTF-8" http-equiv="content-type" />{s.css(40, "portlet-")}{s.js(22)}</head><body class=" yui3-skin-sam controls-visible signed-out public-page site"><a href="#main-content" id="skip-to-content">تجاوز إلى المحتوى</a><div id="wrapper"><header id="banner" role="banner"><h1 class="site-title"><a class="logo" href="/web/guest" title="انتقل إلى وزارة الأشغال"><img alt="وزارة الأشغال" src="/logo" /></a></h1><nav id="navigation" role="navigation"><h1 class="hide-accessible">الإبحار</h1><ul role="menubar">{s.sections('<li role="presentation"><a role="menuitem" href="/web/guest/{n}"><span>{t}</span></a></li>')}</ul></nav></header><div id="content"><h1 class="hide-accessible">الأخبار</h1><div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid"><div class="portlet-column span8"><div class="portlet-dropzone"><div class="portlet-boundary portlet-boundary_101_ portlet-asset-publisher" id="p_p_id_101_INSTANCE_x_"><section class="portlet"><div class="portlet-content"><div class="portlet-body"><div class="taglib-header "><span class="header-back-to"><a href="/news"><span class="helper-hidden-accessible">عودة</span></a></span><h3 class="header-title"><span>{e(a.headline)}</span></h3></div><div class="asset-full-content default-asset-publisher"><div class="pull-right"><div class="asset-actions"></div></div><div class="asset-content"><div class="journal-content-article"><div class="content-date">{a.at:%d/%m/%Y}</div>{flow(a, '<p style="text-align: justify;">{}</p>', q="<p><strong>{}</strong></p>")}</div><div class="taglib-ratings stars"><div class="rating-label">تقييمك (0 نجوم)</div><div>المعدل (2 أصوات)</div></div></div><div class="asset-metadata"><span class="metadata-entry metadata-view-count">643 مشاهدات</span></div></div></div></div></section></div></div></div><div class="portlet-column span4">{s.others('<div class="portlet-boundary"><div class="asset-abstract"><h3 class="asset-title"><a href="/-/{n}"><i class="icon-file"></i> {t}</a></h3><div class="asset-summary">{x} <a>اقرأ التفاصيل <span class="hide-accessible">عن {t}</span> »</a></div></div></div>', 6)}</div></div></div></div><footer id="footer" role="contentinfo"><p class="powered-by">مدعوم من <a>Liferay</a></p></footer></div></body></html>"""
    return page(a, "liferay_portlets", html, url=f"http://works.example/web/guest/news/-/asset_publisher/x/content/{a.number}", at=day(a))


@structure
@suits("release")
def sitecore_components(article: Article) -> WebPage:
    """Sitecore: «component rich-text» boxes with field classes; the date above in its own field, others' dates alike; h1 is the section."""
    s, a = Around("sitecore_components", "gulf"), fit(article, 2021, outlet="هيئة الموانئ")
    c = '<div class="component {0} col-12"><div class="component-content">{1}</div></div>'
    html = f"""<!DOCTYPE html><html class="no-js" lang="ar" dir="rtl"><head><title>{e(a.headline)} | هيئة الموانئ</title>{meta(og_title=a.headline, og_url="/ar/media/news")}<meta charset="utf-8" />{s.css(36)}</head><body class="default-device bodyclass"><div id="wrapper"><header><div id="header" class="container">{c.format("navigation navigation-main", f"<nav><ul class=clearfix>{s.sections('<li class=level1><div class=navigation-title><a href=/ar/{n}>{t}</a></div></li>')}</ul></nav>")}{c.format("language-selector", "<div class=language-selector-select-item><a>English</a></div>")}</div></header><main><div id="content" class="container"><div class="row">{c.format("title page-banner", '<h1 class="field-navigationtitle">المركز الإعلامي</h1>')}{c.format("breadcrumb", "<nav><ol><li><a>الرئيسية</a><span class=separator>&gt;</span></li><li>الأخبار الصحفية</li></ol></nav>")}{c.format("content news-details", f'<div class="field-publishdate">{words(a.at, weekday=False)}</div><h2 class="field-title">{e(a.headline)}</h2><div class="field-newsimage"><img src="/-/media/a.ashx?h=400" alt="" /></div><div class="field-content">{flow(a, "<p>{}</p>")}</div>')}{c.format("rich-text print-tools", "<p>شارك على: <a>X</a> <a>LinkedIn</a></p>")}{c.format("rich-text media-contact", "<h4>للتواصل الإعلامي</h4><p>إدارة العلاقات العامة، هاتف 800 4415، من الأحد إلى الخميس</p>")}{c.format("search-results news-list", s.others("<li><div class='field-publishdate'>{d}</div><div class='field-title'><a href=/ar/{n}>{t}</a></div><div class='field-summary'>{x}</div></li>", 6))}</div></div></main><footer>{c.format("rich-text", f"<p>آخر تحديث للصفحة: {a.at:%d}/12/2024 | يدعم الموقع متصفحات حديثة</p><p>© هيئة الموانئ. جميع الحقوق محفوظة</p>")}</footer></div></body></html>"""
    return page(a, "sitecore_components", html, url=f"https://www.ports.example/ar/media/news/{a.number}", at=day(a))


@structure
def typo3_news_single(article: Article) -> WebPage:
    """TYPO3: comment header, content frames, the lead in a teaser-text box of its own (it is text), media beside, the date of today in the head bar."""
    s, a = Around("typo3_news_single"), fit(article, 2020, outlet="راديو الراين")
    first, *rest = flow(a, '<p class="bodytext">{}</p>', h="<h2>{}</h2>").split("\n")
    html = f"""<!DOCTYPE html>
<html dir="rtl" lang="ar">
<head>
<meta charset="utf-8">
<!--
	This website is powered by TYPO3 - inspiring people to share!
	TYPO3 is a free open source Content Management Framework initially created by Kasper Skaarhoj and licensed under GNU/GPL.
-->
<title>راديو الراين: {e(a.headline)}</title><meta name="generator" content="TYPO3 CMS" /><meta name="date" content="{a.at:%Y-%m-%d}" />{s.css(16)}</head><body id="p{a.number}" class="page-{a.number} pagelevel-3"><div class="topline">اليوم {words(a.at.replace(year=2024))}</div><nav id="mainnavigation"><ul class="navbar-nav">{s.sections('<li class="nav-item"><a class="nav-link" href="/ar/{n}">{t}</a></li>')}</ul></nav><div class="section section-default"><!--TYPO3SEARCH_begin--><div id="c81" class="frame frame-default frame-type-list frame-layout-0"><div class="news news-single"><div class="article" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><h3 itemprop="headline">{e(a.headline)}</h3></div><div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{a.at:%Y-%m-%d}">{a.at:%d.%m.%Y}</time></span> <span class="news-list-author">من {a.author}</span></p></div><div class="teaser-text" itemprop="description">{first}</div><div class="news-img-wrap"><div class="outer"><div class="mediaelement mediaelement-image"><img title="" src="/csm_1.jpg" /></div><p class="news-img-caption">محطة الضخ القديمة © راديو الراين</p></div></div><div class="news-text-wrap" itemprop="articleBody">{chr(10).join(rest)}</div><div class="news-related-wrap"><div class="news-related news-related-news"><h4>مواد متصلة</h4><ul>{s.others('<li><span class="news-related-news-date">{d}</span> <a href="/ar/{n}">{t}</a></li>', 5)}</ul></div></div><div class="news-backlink-wrap"><a href="/ar">رجوع</a></div></div></div></div><!--TYPO3SEARCH_end--></div><footer><div class="frame frame-type-text"><p class="bodytext">راديو الراين هيئة بث عامة ذات نفع مشترك، يمولها المستمعون.</p></div></footer></body></html>"""
    return page(a, "typo3_news_single", html, url=f"https://www.rheinradio.example/ar/beitrag/{a.number}", at=day(a))


@structure
def ez_attributes(article: Article) -> WebPage:
    """eZ Publish: attribute-header, attribute-byline, attribute-short (lead, text), attribute-long with objects embedded; a hidden print view."""
    s, a = Around("ez_attributes", "maghreb"), fit(article, 2012, outlet="مؤسسة الشاطئ")
    first, *rest = flow(a, "<p>{}</p>", h="<a name=\"eztoc1\" id=\"eztoc1\"></a><h3>{}</h3>").split("\n")
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar-SA" lang="ar-SA"><head><title>{e(a.headline)} / الأخبار / ar - مؤسسة الشاطئ</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="MSSmartTagsPreventParsing" content="TRUE" /><meta name="generator" content="eZ Publish" />{s.css(18)}</head><body dir="rtl"><div id="page" class="nosidemenu extrainfo section_id_1"><div id="header"><div class="float-break"><div id="logo"><a href="/" title="مؤسسة الشاطئ"><img src="/l.gif" alt="" /></a></div></div></div><div id="topmenu"><ul id="topmenu-firstlevel">{s.sections('<li id="node_id_{n}"><div><a href="/ar/{n}"><span>{t}</span></a></div></li>')}</ul></div><div id="path"><p><a href="/ar">ar</a> <span class="path-separator">/</span> <span class="path-text">{e(a.headline)}</span></p></div><div id="columns-position"><div id="main-position"><div id="main" class="float-break"><div class="border-box"><div class="border-ml"><div class="border-mr"><div class="border-mc float-break"><div class="content-view-full"><div class="class-article"><div class="attribute-header"><h1>{e(a.headline)}</h1></div><div class="attribute-byline"><p class="author">{a.author}</p><p class="date">{words(a.at, weekday=False)} {a.at:%H:%M}</p></div><div class="attribute-image"><div class="imageright"><img src="/var/1.jpg" alt="" /></div><div class="attribute-caption"><p>لقطة تعود إلى صيف 1974</p></div></div><div class="attribute-short">{first}</div><div class="attribute-long">{"".join(rest)}<div class="object-left"><div class="content-view-embed"><div class="class-article"><div class="content-body"><h2><a href="/ar/x">{s.headline()}</a></h2><div class="attribute-short"><p>{s.others("{x}", 1)}</p></div></div></div></div></div></div><div class="attribute-tipafriend"><p><a href="/tip">نبّه صديقا</a></p></div><div class="attribute-star-rating"><p>تقييم الجمهور: <span>3.5</span>/5 (12 أصواتا مدلى بها)</p></div><div class="attribute-comments">{s.comments('<div class="content-view-line"><div class="class-comment"><h2>تعقيب</h2><div class="attribute-byline"><p class="date">{d}</p><p class="author">{w}</p></div><div class="attribute-message"><p>{t}</p></div></div></div>', 3)}</div></div></div></div></div></div></div></div></div><div id="extrainfo-position">{s.others('<div class="block-type-2items"><h3><a href="/ar/{n}">{t}</a></h3></div>', 6)}</div></div><div id="footer"><address>Powered by eZ Publish</address></div></div></body></html>"""
    return page(a, "ez_attributes", html, url=f"http://shati.example/ar/akhbar/{a.number}")


@structure
def instant_article_markup(article: Article) -> WebPage:
    """Instant Articles: op: attributes, figures as advertisements and trackers, pull quotes in asides, related articles in the footer's list."""
    s, a = Around("instant_article_markup"), fit(article, 2017, outlet="برق نيوز")
    html = f"""<!doctype html>
<html lang="ar" dir="rtl" prefix="op: http://media.facebook.com/op#">
  <head>
    <link rel="canonical" href="https://barq.example/{a.number}">
    <meta charset="utf-8">
    <meta property="op:generator" content="facebook-instant-articles-sdk-php">
    <meta property="op:markup_version" content="v1.0">
    <meta property="fb:article_style" content="barq-rtl">
  </head>
  <body>
    <article>
      <header>
        <figure><img src="/c.jpg" /><figcaption class="op-vertical-below op-small">من مكان الحادث <cite>برق نيوز</cite></figcaption></figure>
        <h1>{e(a.headline)}</h1>
        <h3 class="op-kicker">محليات</h3>
        <time class="op-published" datetime="{iso(a.at, "+02:00")}">{words(a.at, weekday=False)}</time>
        <time class="op-modified" datetime="{iso(a.at.replace(year=2018), "+02:00")}">{words(a.at.replace(year=2018), weekday=False)}</time>
        <address><a>{a.author}</a></address>
        <figure class="op-ad"><iframe src="https://ads.example" width="300" height="250"></iframe></figure>
      </header>
      {flow(a, "<p>{}</p>", h="<h2>{}</h2>", extra={1: f"<aside>{DIGEST[1]}<cite>افتتاحية برق</cite></aside>", 2: '<figure class="op-interactive"><iframe><blockquote class="instagram-media"><p>صورة من حساب البلدية</p></blockquote></iframe></figure><ul class="op-related-articles" title="لا تفوت"><li><a href="https://barq.example/1"></a></li></ul>'})}
      <figure class="op-tracker"><iframe><script>ga('send','pageview');</script></iframe></figure>
      <footer>
        <aside><p>{CALLS[6]}</p></aside>
        <small>© برق نيوز</small>
        <ul class="op-related-articles">{s.others('<li><a href="https://barq.example/{n}">{t}</a></li>', 3)}</ul>
      </footer>
    </article>
  </body>
</html>"""
    return page(a, "instant_article_markup", html, url=f"https://barq.example/{a.number}?ia_markup=1", outlet="برق نيوز")


@structure
def soft_hyphens_everywhere(article: Article) -> WebPage:
    """A broadcaster's renderer: soft hyphens and <wbr> in words, non-breaking spaces about every figure, each line of text in its own span."""
    s, a = Around("soft_hyphens_everywhere"), fit(article, 2022, outlet="قناة الجسر")

    def soft(n: int, text: str) -> str:
        parts = e(text, quote=False).split(" ")
        for k, part in enumerate(parts):
            if len(part) > 7 and "&" not in part:
                parts[k] = part[:4] + ("&shy;" if k % 2 else "<wbr>") + part[4:]
        return "".join(part + ("&nbsp;" if k % 3 == 0 else " ") for k, part in enumerate(parts)).strip()

    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} – قناة الجسر – {a.at:%d.%m.%Y}</title>{data(**{"@type": "NewsArticle", "headline": cut(a.headline, 40), "datePublished": iso(a.at, "+01:00"), "publisher": {"@type": "Organization", "name": "قناة الجسر"}})}{s.css(30)}</head><body><div id="root"><header class="s1a"><nav aria-label="رئيسي">{s.sections('<a class="s9x" href="/ar/t-{n}">{t}</a>')}</nav></header><main><article data-tracking-name="content"><header class="hhss"><span class="kicker-sw">حقوق وحريات</span><h1 class="hbudab7">{e(a.headline)}</h1><div class="wgx1hx2"><span class="author">{a.author}</span><time>{a.at:%d.%m.%Y}</time><time aria-hidden="true">{words(a.at, weekday=False)}</time></div><p class="s16w0xvi">{soft(0, DIGEST[2])}</p></header><div class="ck5f5vq"><div class="c17j8gzx rc0m0op r1ebneao rich-text">{flow(a, "<p>{}</p>", h="<h2>{}</h2>", change=soft, extra={1: '<div class="vjs-wrapper"><div class="vjs-text">لتشغيل هذا الفيديو يرجى تفعيل جافا سكريبت</div><div class="embed-title">فيديو: السوق قبل المطر</div></div>'})}<p>ج.ع/س.ك</p></div></div><footer class="fmyl"><a class="skip">تخطي إلى المحتوى التالي عن الموضوع</a>{s.others('<div class="teaser-wrap"><a href="/ar/a-{n}"><h4>{t}</h4></a><div class="teaser-description">{x}</div></div>', 5)}</footer></article></main><footer><span>© {a.at.year} قناة الجسر</span> <a>بيان النفاذ</a></footer></div></body></html>"""
    return page(a, "soft_hyphens_everywhere", html, url=f"https://www.jisr.example/ar/a-{a.number}", paragraphs=(*a.paragraphs, "ج.ع/س.ك"))


@structure
def reader_of_feeds(article: Article) -> WebPage:
    """A reader of feeds: the article's box with «via», before and behind it the boxes of other articles in full, unread counts, English tools."""
    s, a = Around("reader_of_feeds"), fit(article, 2015, outlet="منبر الأحد")
    other = '<div class="entry collapsed"><h2 class="entry-title"><a href="//x/{n}">{t}</a></h2><div class="entry-source">مصدر آخر</div><div class="entry-summary">{x}</div></div>'
    html = f"""<html><head><meta charset="utf-8"><title>(112) {e(a.headline)} - Old Feed Reader</title>{s.css(8)}</head><body><div id="nav"><div class="section-header">All items (112)</div>{s.sections("<div class=folder><span class=name>{t}</span> <span class=unread-count>({n})</span></div>")}</div><div id="viewer"><div id="viewer-header">Refresh &nbsp; Mark all as read &nbsp; Sort by newest</div><div id="entries">{s.others(other, 2)}<div class="entry expanded" id="current-entry"><div class="card"><div class="entry-date">{english(a.at)} {a.at:%I:%M %p}</div><div class="entry-container"><h2 class="entry-title"><a href="http://minbar.example/{a.number}" class="entry-title-link">{e(a.headline)}<div class="entry-title-go-to"></div></a></h2><div class="entry-author"><span class="entry-source-title-parent">from <a class="entry-source-title" href="/feed">منبر الأحد</a></span> by <span class="entry-author-name">{a.author}</span></div><div class="entry-body"><div class="item-body" dir="rtl"><div>{flow(a, "<p>{}</p>", extra={-1: '<p>ظهرت المقالة <a rel="nofollow" href="/p">' + e(a.headline) + '</a> أولا على <a rel="nofollow" href="/">منبر الأحد</a>.</p>'})}</div></div></div></div><div class="entry-actions"><span>Add star</span><span>Like</span><span>Share with note</span><span>Keep unread</span></div></div></div>{s.others(other, 6)}</div></div></body></html>"""
    return page(a, "reader_of_feeds", html, url=f"http://reader.example/view/{a.number}")


@structure
def mail_letter_tables(article: Article) -> WebPage:
    """One article sent as a letter: nested tables, everything styled inline, hidden preheader, spacers, social pictures, unsubscribe lines."""
    s, a = Around("mail_letter_tables"), fit(article, 2021, outlet="نشرة الضحى")
    td = "<tr><td dir=\"rtl\" align=\"right\" style=\"padding:0 24px 16px 24px;font-family:Tahoma,Arial,sans-serif;font-size:16px;line-height:28px;color:#222222;\">{}</td></tr>"
    spacer = '<tr><td height="20" style="font-size:0;line-height:0;">&nbsp;</td></tr>'
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="x-apple-disable-message-reformatting" /><title>نشرة الضحى | {e(a.headline)}</title><!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]--><style>@media only screen and (max-width:600px){{.w320{{width:320px!important}}}}</style></head><body style="margin:0;padding:0;background-color:#eeeeee;"><div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{e(a.teaser)} &#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center"><table role="presentation" class="w320" width="600" style="background:#ffffff;"><tr><td align="center" style="font-size:11px;color:#888;">لا تظهر الرسالة جيدا؟ <a href="/view">اعرضها في المتصفح</a></td></tr><tr><td align="center"><img src="/m/logo.png" alt="نشرة الضحى" width="180" /></td></tr><tr><td align="center" style="font-size:12px;">العدد {a.number % 900} | {words(a.at)}</td></tr>{spacer}<tr><td><table role="presentation" width="100%">{td.format(f'<span style="font-size:26px;line-height:38px;font-weight:bold;color:#0b3d2e;">{e(a.headline)}</span>')}{td.format(f'<span style="color:#777;font-size:13px;">كتبها لكم: {a.author}</span>')}{flow(a, td, h=td.format("<b style='font-size:19px;'>{}</b>"), li=td.format("&bull; {}"), ul="{}", q=td.format("<b>{}</b>"), extra={2: spacer + '<tr><td align="center"><table><tr><td bgcolor="#0b3d2e" style="border-radius:4px;"><a href="/cta" style="color:#fff;">شارك الرسالة مع زميل</a></td></tr></table></td></tr>' + spacer})}</table></td></tr><tr><td><table role="presentation" width="100%"><tr><td colspan="2" style="font-weight:bold;">مما أرسلناه سابقا</td></tr>{s.others('<tr><td width="90"><img src="/t/{n}.jpg" width="80" /></td><td style="font-size:14px;"><a href="/{n}">{t}</a></td></tr>', 3)}</table></td></tr><tr><td align="center" style="font-size:11px;color:#999;">وصلتك هذه الرسالة لأنك مسجل في قائمتنا البريدية.<br /><a href="/u">إلغاء الاشتراك</a> | <a href="/p">تعديل التفضيلات</a><br />نشرة الضحى، ص.ب 4410، مدينة الرخام</td></tr></table></td></tr></table><img src="/open.gif" width="1" height="1" /></body></html>"""
    return page(a, "mail_letter_tables", html, url=f"https://mail.duha.example/campaign/{a.number}", at=day(a))


@structure
def text_proxy(article: Article) -> WebPage:
    """A text-only proxy: the page as one column of <p>, links as numbers in brackets, a list of addresses below, the proxy's own line above."""
    s, a = Around("text_proxy"), fit(article, 2014, outlet="صدى السهول")
    number = iter(range(1, 99))

    def mark(n: int, text: str) -> str:
        return f"{e(text, quote=False)} <a href='/go?u={n}'>[{next(number)}]</a>" if n % 3 == 1 else e(text, quote=False)

    text = flow(a, "<p>{}</p>", h="<p><b>{}</b></p>", change=mark)
    html = f"""<html><head><meta charset="utf-8"><title>{e(a.headline)} - صدى السهول</title></head><body bgcolor="#ffffff" dir="rtl"><small>Text-only view of http://sada-suhul.example/{a.number} [<a href="/full">full page</a>] [<a href="/img">show images</a>] [<a href="/in">larger text</a>]</small><hr><small>{s.sections("<a href='/go?s={n}'>{t}</a> | ")}</small><hr><h2>{e(a.headline)}</h2><small>{a.at:%d-%m-%Y} {a.at:%H:%M}</small>{text}<hr><small>{"<br>".join(f"[{n}] http://sada-suhul.example/ref/{n * 31}" for n in range(1, 6))}</small><hr><small>{s.others("&bull; <a href='/go?n={n}'>{t}</a><br>", 9)}</small></body></html>"""
    return page(a, "text_proxy", html, url=f"http://textonly.example/view?u=sada-suhul.example/{a.number}")


@structure
def lines_of_a_print_page(article: Article) -> WebPage:
    """A PDF made to HTML: every printed line a positioned <div>, spans for the gaps in it, running heads and page numbers; paragraphs by indents."""
    a = fit(article, 2019, outlet="جريدة الفيصل الأسبوعية")
    rows, y = [], 700
    for text in a.paragraphs:
        for n, line in enumerate(lines(text, 62)):
            parts = line.split(" ")
            mid = len(parts) // 2 or 1
            gap = f'<span class="_ _{n % 7}"> </span>'
            rows.append(f'<div class="t m0 x{2 if n else 3} h4 y{y:x} ff2 fs1 fc0 sc0 ls0 ws{n % 3}">{e(" ".join(parts[:mid]), quote=False)}{gap}{e(" ".join(parts[mid:]), quote=False)}</div>')
            y -= 9
    half = len(rows) // 2
    head = f'<div class="t m0 x1 h2 y1 ff1 fs0 fc1 sc0 ls0 ws0">جريدة الفيصل الأسبوعية</div><div class="t m0 x9 h2 y1 ff1 fs0 fc1 sc0 ls0 ws0">{words(a.at)}</div>'
    html = f"""<!DOCTYPE html><!-- Created by pdf2htmlEX (https://github.com/pdf2htmlEX/pdf2htmlEX) --><html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/><meta name="generator" content="pdf2htmlEX"/><style type="text/css">.t{{position:absolute;white-space:pre;font-size:1px}}.m0{{transform:matrix(0.25,0,0,0.25,0,0)}}{"".join(f".y{n:x}{{bottom:{n}px}}" for n in range(0, 700, 9))}</style><title></title></head><body><div id="sidebar"><div id="outline"></div></div><div id="page-container"><div id="pf1" class="pf w0 h0" data-page-no="1"><div class="pc pc1 w0 h0"><img class="bi x0 y0 w1 h1" alt="" src="bg1.png"/>{head}<div class="c x1 y2 w2 h3"><div class="t m0 x3 h6 y3 ff3 fs4 fc2 sc0 ls0 ws0">{e(a.headline)}</div></div>{"".join(rows[:half])}<div class="t m0 x5 h2 yf0 ff1 fs0 fc0 sc0 ls0 ws0">4</div></div></div><div id="pf2" class="pf w0 h0" data-page-no="2"><div class="pc pc2 w0 h0">{head}{"".join(rows[half:])}<div class="t m0 x5 h2 yf0 ff1 fs0 fc0 sc0 ls0 ws0">5</div></div></div></div><div class="loading-indicator"></div></body></html>"""
    return page(a, "lines_of_a_print_page", html, url=f"http://faisal-weekly.example/pdf/{a.at:%Y%m%d}/p4.html", at=day(a))
