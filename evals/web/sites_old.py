"""Structures of older sites: tables and fonts, server controls, frames of <br>, encodings declared wrongly or not."""

from __future__ import annotations

from html import escape as e

from web import furniture as f
from web.articles import Article
from web.site import GULF, LEVANT, WebPage, day, eastern, page, paragraphs, structure, words


def _cells(titles: tuple[str, ...]) -> str:
    return "".join(f'<tr><td class=lnk><font size=2>» <a href="show.asp?id={n}">{t}</a></font></td></tr>' for n, t in enumerate(titles))


def _title(article: Article, charset: str | None) -> str:
    declared = f'<META http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<HEAD>{declared}<TITLE>{e(article.outlet)} : {e(article.headline)}</TITLE></HEAD>"


@structure
def tables_2005(article: Article) -> WebPage:
    """Tables in tables, fonts, text in one cell with <br>, windows-1256 declared in a meta tag."""
    text = "<br>&nbsp;<br>".join(e(p, quote=False) for p in article.paragraphs)
    html = f"""<HTML dir=rtl>{_title(article, "windows-1256")}<BODY bgcolor=#ffffff><table width=770 align=center border=0><tr><td colspan=3><table><tr><td>{"</td><td>".join(f"<a href=s{n}.asp>{s}</a>" for n, s in enumerate(f.SECTIONS))}</td></tr></table></td></tr>
<tr><td width=150 valign=top><table>{_cells(f.SECTIONS)}</table></td><td width=470 valign=top><table><tr><td><font size=2 color=gray>{words(article.at)}</font></td></tr><tr><td><font size=5 color=#990000><b>{e(article.headline)}</b></font></td></tr>
<tr><td align=right><font face="Simplified Arabic" size=4>{text}</font></td></tr><tr><td><a href=print.asp>طباعة</a> | <a href=send.asp>أرسل إلى صديق</a></td></tr></table></td>
<td width=150 valign=top><table><tr><td><b>آخر الأخبار</b></td></tr>{_cells(f.HEADLINES)}</table></td></tr><tr><td colspan=3><font size=1>{f.RIGHTS}</font></td></tr></table></BODY></HTML>"""
    return page(article, "tables_2005", html, url=f"http://www.sahl.example/show.asp?id={article.number}", at=day(article), charset="cp1256")


@structure
def server_controls(article: Article) -> WebPage:
    """ASP.NET: ids of controls, a view state, windows-1256 without a declaration anywhere."""
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml">{_title(article, None)}<body dir="rtl"><form id="aspnetForm" method="post"><input type="hidden" name="__VIEWSTATE" value="{"dDwtMTQ0" * 300}" />
<div class="topMenu">{f.menu("RadMenu")}</div><div id="ctl00_Body"><span id="ctl00_lblDate" class="date">{eastern(words(article.at))}</span><h1 id="ctl00_ContentPlaceHolder1_lblTitle" class="newsTitle">{e(article.headline)}</h1><span id="ctl00_lblAuthor" class="author">{article.author}</span>
<div id="ctl00_ContentPlaceHolder1_divBody" class="newsBody">{paragraphs(article)}</div><div class="tools">{f.share("tools")}</div></div><div class="leftCol">{f.cards("newsBox", "أخبار أخرى")}</div><div class="footer"><p>{f.RIGHTS}</p></div></form></body></html>"""
    return page(article, "server_controls", html, url=f"http://www.arwiqa.example/Con{article.at:%Y%m%d}{article.number}.htm", at=day(article), charset="cp1256")


@structure
def divs_and_breaks(article: Article) -> WebPage:
    """The text in one <div>, its paragraphs kept apart by <br><br>; no <p> on the whole page but the foot's."""
    text = "<br/><br/>".join(e(p, quote=False) for p in article.paragraphs)
    html = f"""<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>{e(article.headline)}</title></head><body><div class="nav">{f.menu("m")}</div><div class="wrap"><div class="news-title"><h2>{e(article.headline)}</h2></div><div class="news-date">{words(article.at, LEVANT)}</div>
<div class="news-text">{text}</div><div class="news-tools">{f.share("addthis")}</div><div class="more-news"><div class="tt">المزيد من الأخبار</div><ul>{f.links(f.HEADLINES)}</ul></div></div><div class="ft"><p>{f.RIGHTS}</p></div></body></html>"""
    return page(article, "divs_and_breaks", html, url=f"http://sadabalda.example/news.php?id={article.number}", at=day(article), outlet=None)


@structure
def divs_as_paragraphs(article: Article) -> WebPage:
    """Each paragraph a <div>, pasted from a word processor, with spans and styles all over."""
    rows = "".join(f'<div style="text-align:justify;direction:rtl"><span lang="AR-SA" style="font-size:14.0pt;font-family:&quot;Simplified Arabic&quot;">{e(p, quote=False)}</span></div><div>&nbsp;</div>' for p in article.paragraphs)
    html = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><meta property="og:site_name" content="{article.outlet}"><meta name="author" content="{article.author}"><title>{article.outlet} | {e(article.headline)}</title>{f.STYLE}</head><body>{f.ticker()}{f.menu("nav")}
<div class="container"><div class="row"><div class="col-md-8"><div class="details"><div class="title">{e(article.headline)}</div><div class="info"><i class="fa fa-clock"></i> {words(article.at)} | {article.at:%H:%M} <span>عدد القراء: 531</span></div><div class="content">{rows}</div></div>{f.cards("related", "مواضيع ذات صلة", teasers=False)}</div><div class="col-md-4">{f.cards("most", "الأكثر مشاهدة", first=6)}</div></div></div>{f.foot()}</body></html>"""
    return page(article, "divs_as_paragraphs", html, url=f"https://difaf.example/details/{article.number}")


@structure
def joomla(article: Article) -> WebPage:
    """Joomla: article-info as a definition list, microdata, a module position on each side."""
    html = f"""<!DOCTYPE html><html xml:lang="ar-aa" lang="ar-aa" dir="rtl"><head><base href="https://uloom.example/"><meta http-equiv="content-type" content="text/html; charset=utf-8"><meta name="author" content="Super User"><meta name="generator" content="Joomla! - Open Source Content Management"><title>{e(article.headline)}</title>{f.STYLE}</head><body class="site com_content view-article"><div class="body"><header>{f.menu("nav menu mod-list")}</header><main id="content" role="main">
<div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="ar-AA"><div class="page-header"><h2 itemprop="headline">{e(article.headline)}</h2></div><dl class="article-info muted"><dt class="article-info-term">التفاصيل</dt><dd class="createdby">كتب بواسطة: <span itemprop="name">{article.author}</span></dd><dd class="published"><time datetime="{article.at:%Y-%m-%dT%H:%M:00}+00:00" itemprop="datePublished">نشر بتاريخ: {words(article.at)}</time></dd><dd class="hits">الزيارات: 877</dd></dl>
<div itemprop="articleBody">{paragraphs(article)}</div><ul class="pager pagenav"><li><a href="/p">السابق</a></li><li><a href="/n">التالي</a></li></ul></div></main><div class="sidebar">{f.cards("moduletable", "آخر المقالات")}</div></div>{f.foot()}</body></html>"""
    return page(article, "joomla", html, url=f"https://uloom.example/index.php/{article.number}", outlet=None)


@structure
def iso_8859_6(article: Article) -> WebPage:
    """ISO-8859-6, in the header alone; what the set lacks is written as references."""
    html = f"""<html dir="rtl">{_title(article, None)}<body><center><h1>{e(article.headline)}</h1></center><p class="d">{words(article.at)}</p>{paragraphs(article)}<hr><p><a href="/">الصفحة الرئيسية</a></p><ul>{f.links(f.HEADLINES[:8])}</ul><address>{f.RIGHTS}</address></body></html>"""
    return page(article, "iso_8859_6", html, url=f"http://uloom.example/a/{article.number}.html", at=day(article), charset="iso8859-6", headers={"content-type": "text/html; charset=ISO-8859-6"})


@structure
def wrong_declaration(article: Article) -> WebPage:
    """The meta tag says iso-8859-1, the bytes are windows-1256: thousands of sites before 2010."""
    html = f"""<html>{_title(article, "iso-8859-1")}<body dir="rtl"><div id="menu">{f.menu("m")}</div><div id="article"><h1>{e(article.headline)}</h1><div class="date">{article.at:%d-%m-%Y}</div>{paragraphs(article)}</div><div id="side">{f.cards("box", "أخبار", teasers=False)}</div></body></html>"""
    return page(article, "wrong_declaration", html, url=f"http://rayah.example/article{article.number}.html", at=day(article), charset="cp1256")


@structure
def utf_16(article: Article) -> WebPage:
    """UTF-16 with a byte-order mark, as an editor of 2003 saved it; the meta tag says utf-8."""
    html = f"""<html dir=rtl><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>{e(article.headline)}</title></head><body><h1>{e(article.headline)}</h1><p><b>{words(article.at, LEVANT)}</b></p>{paragraphs(article)}<p><a href="index.htm">عودة</a></p></body></html>"""
    return page(article, "utf_16", "", url=f"http://hibr.example/{article.number}.htm", at=day(article), outlet=None, body=b"\xff\xfe" + html.encode("utf-16-le"))


@structure
def decoded_twice(article: Article) -> WebPage:
    """UTF-8 that a database took for windows-1252 and wrote as UTF-8 again: Ø§Ù„ instead of ال."""

    def spoil(text: str) -> str:
        return text.encode("utf-8").decode("latin-1").translate(LATIN_TO_1252)

    headline, when, rights = spoil(article.headline), spoil(words(article.at)), spoil(f.RIGHTS)
    rows = "".join(f"<p>{e(spoil(p), quote=False)}</p>" for p in article.paragraphs)
    html = f"""<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>{e(headline)}</title></head><body><div class="post"><h1>{e(headline)}</h1><span class="date">{when}</span><div class="body">{rows}</div></div><div class="foot"><p>{rights}</p></div></body></html>"""
    return page(article, "decoded_twice", html, url=f"http://sadabalda.example/?p={article.number}", at=day(article), outlet=None)


# What windows-1252 makes of the bytes 0x80 to 0x9f; the five that it lacks stay control characters.
LATIN_TO_1252 = {n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xA0)}


@structure
def forum(article: Article) -> WebPage:
    """An article copied to a forum: posts with signatures; the first post is the text."""
    post = "<br />\n<br />\n".join(e(p, quote=False) for p in article.paragraphs)
    replies = "".join(f'<table class="tborder" id="post{n}"><tr><td class="alt2">{who}<br>عضو نشيط<br>المشاركات: {n * 31}</td><td class="alt1"><div id="post_message_{n}" class="reply comment">{what}</div></td></tr></table>' for n, (who, what) in enumerate(f.COMMENTS, 2))
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>{e(article.headline)} - منتديات السهل</title></head><body><table class="tborder"><tr><td class="navbar"><a href="/">منتديات السهل</a> &gt; الأخبار العامة</td></tr></table>
<div id="posts"><div class="postbit" id="edit1"><div class="thead">{article.at:%d-%m-%Y}, {article.at:%I:%M %p}</div><h1 class="smallfont"><strong>{e(article.headline)}</strong></h1><div id="post_message_1" class="postbody">{post}</div></div><div id="comments" class="replies">{replies}</div></div><div class="smallfont">الساعة الآن 09:12 PM. Powered by vBulletin</div></body></html>"""
    return page(article, "forum", html, url=f"http://vb.sahl.example/showthread.php?t={article.number}", charset="cp1256", outlet="منتديات السهل")


@structure
def mobile(article: Article) -> WebPage:
    """XHTML for telephones of 2010: almost no markup, date and time in one line with the source."""
    html = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.0//EN" "http://www.wapforum.org/DTD/xhtml-mobile10.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar"><head><title>{e(article.headline)}</title></head><body dir="rtl"><p><a href="/m">{article.outlet}</a></p><h3>{e(article.headline)}</h3><p><small>{article.outlet} - {words(article.at, GULF)} {article.at:%H:%M}</small></p>{paragraphs(article)}<hr/><p>{"<br/>".join(f'<a href="/m/{n}">{h}</a>' for n, h in enumerate(f.HEADLINES[:7]))}</p><p>{f.RIGHTS}</p></body></html>"""
    return page(article, "mobile", html, url=f"http://m.bawsala.example/a/{article.number}", outlet=None)
