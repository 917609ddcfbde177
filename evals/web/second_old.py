"""Second held-out structures: the old web — frames, editors of 2002, portals in PHP, forums, archives — and spoilt letters."""

from __future__ import annotations

from html import escape as e

from web.articles import Article
from web.second_parts import DIGEST, english, kashida, presentation
from web.site import LEVANT, WebPage, day, eastern, page, structure, words
from web.surroundings import Around, clock, fit, flow


@structure
def frames_with_noframes(article: Article) -> WebPage:
    """A set of frames, the article itself in <noframes> for browsers and machines without them; windows-1256."""
    a = fit(article, 2002, outlet="صحيفة السنابل")
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Frameset//EN">
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256"><TITLE>صحيفة السنابل - {e(a.headline)}</TITLE></HEAD>
<FRAMESET ROWS="90,*" BORDER=0><FRAME NAME="top" SRC="top.htm" SCROLLING=NO><FRAMESET COLS="*,150"><FRAME NAME="main" SRC="n{a.number}.htm"><FRAME NAME="menu" SRC="menu.htm"></FRAMESET>
<NOFRAMES><BODY DIR=RTL><P>متصفحك لا يدعم الإطارات، وهذه نسخة مبسطة من الصفحة.</P><H2 ALIGN=CENTER>{e(a.headline)}</H2><P ALIGN=CENTER><I>{words(a.at)}</I></P>{flow(a, "<P>{}", h="<H4>{}</H4>", li="<LI>{}", ul="<UL>{}</UL>")}<P><A HREF="index.htm">الصفحة الأولى</A></BODY></NOFRAMES></FRAMESET></HTML>"""
    return page(a, "frames_with_noframes", html, url=f"http://www.sanabil.example/2002/f{a.number}.htm", at=day(a), charset="cp1256")


@structure
def frontpage_borders(article: Article) -> WebPage:
    """FrontPage 2002: shared borders by comments, webbots, fonts in each <p>, a marquee, a stamp of the last change as a trap, a hit counter."""
    s, a = Around("frontpage_borders", "africa"), fit(article, 2003, outlet="منبر الجنوب")
    p = '<p dir="rtl" align="justify" style="text-indent: 20; line-height: 150%"><b><font face="Simplified Arabic" size="4" color="#000080">&nbsp;&nbsp;&nbsp; {}</font></b></p>'
    html = f"""<html dir="rtl"><head><meta http-equiv="Content-Language" content="ar-sa"><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><meta name="GENERATOR" content="Microsoft FrontPage 5.0"><meta name="ProgId" content="FrontPage.Editor.Document"><title>New Page {a.number % 40}</title><meta name="Microsoft Theme" content="blends 011, default"><meta name="Microsoft Border" content="tlb, default"></head><body background="back.jpg" bgproperties="fixed"><!--msnavigation--><table border="0" cellpadding="0" cellspacing="0" width="100%"><tr><td><p align="center"><img border="0" src="../images/logo.gif" width="468" height="60" alt="منبر الجنوب"></p><marquee behavior="alternate" direction="right" bgcolor="#FFFF00"><b>{s.headline()} &nbsp; ** &nbsp; {s.headline()}</b></marquee></td></tr></table><!--msnavigation--><table dir="rtl" border="0" width="100%"><tr><td valign="top" width="1%" nowrap>{s.sections('<p><font size="2">[&nbsp;<a href="p{n}.htm">{t}</a>&nbsp;]</font></p>')}</td><td valign="top" width="24"></td><!--msnavigation--><td valign="top"><p align="center"><font face="Andalus" size="6" color="#FF0000">{e(a.headline)}</font></p><p align="center"><font size="3">{a.author} - {a.at.day} / {a.at.month} / {a.at.year}م</font></p><hr color="#008000">{flow(a, p, h='<p dir="rtl"><u><font size="5">{}</font></u></p>', ul="{}", li=p)}<p align="center"><img border="0" src="line.gif"></p><p align="center"><a href="mailto:minbar@mail.example"><img border="0" src="mail.gif"></a> &nbsp;<a href="guest.htm">اكتب في دفتر الزوار</a></p><p align="center"><font size="1">أنت الزائر رقم <!--webbot bot="HitCounter" i-image="0" i-digits="6" --><img src="../_vti_bin/fpcount.exe/?Page=x.htm|Image=0" alt="عداد الزوار"></font></p><!--msnavigation--></td></tr><!--msnavigation--></table><table border="0" width="100%"><tr><td><h5>آخر تعديل لهذه الصفحة <!--webbot bot="Timestamp" S-Type="EDITED" S-Format="%d/%m/%Y" startspan -->19/11/2006<!--webbot bot="Timestamp" endspan i-checksum="12530" --></h5></td></tr></table></body></html>"""
    return page(a, "frontpage_borders", html, url=f"http://www.geocities.example/minbar_aljanoub/akhbar{a.number % 90}.htm", at=day(a), charset="cp1256")


@structure
def nuke_portal_story(article: Article) -> WebPage:
    """PHP-Nuke: blocks on both sides, «أرسلت بواسطة … في …» with the time in words, options and rating, the lead bold, comments below thresholds."""
    s, a = Around("nuke_portal_story", "iraq"), fit(article, 2005, outlet="بوابة بلاد النهرين")
    block = '<table border="0" cellpadding="1" cellspacing="0" bgcolor="#000000" width="150"><tr><td><table width="100%"><tr><td bgcolor="#dedebb"><font class="content" color="#363636"><b>{0}</b></font></td></tr><tr><td bgcolor="#ffffff"><font class="content">{1}</font></td></tr></table></td></tr></table><br>'
    first, *rest = flow(a, "{}", h="<b>{}</b>", li="&middot;&nbsp;{}<br>", ul="{}", q="<b>{}</b>").split("\n")
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html dir="rtl"><head><title>بوابة بلاد النهرين - {e(a.headline)}</title><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256"><META NAME="GENERATOR" CONTENT="PHP-Nuke Copyright (c) 2004 by Francisco Burzi. http://phpnuke.org"><META NAME="RATING" CONTENT="GENERAL"></head><body bgcolor="#505050" text="#000000"><table width="100%"><tr><td><a href="index.php"><img src="themes/x/logo.gif" alt="مرحبا بكم في بوابة بلاد النهرين" border="0"></a></td><td><form action="modules.php?name=Search" method="post"><font class="content">بحث <input type="text" name="query"></font></form></td></tr></table><table width="100%"><tr valign="top"><td>{block.format("القائمة", s.sections("<strong><big>&middot;</big></strong><a href=modules.php?name=M{n}>{t}</a><br>"))}{block.format("من على الخط", "يوجد حاليا 14 زائر و 2 عضو. أنت غير مسجل لدينا، <a>يمكنك التسجيل بالضغط هنا</a>.")}{block.format("استفتاء", s.poll())}</td><td width="100%"><table border="0" width="100%"><tr><td><font class="option" color="#363636"><b>{e(a.headline)}</b></font><br><font class="content">أرسلت بواسطة: <b>{a.author}</b> في {words(a.at)} - {clock(a.at, "صباحا", "مساء")}</font></td></tr></table><table border="0" width="100%"><tr><td bgcolor="#ffffff"><a href="modules.php?name=News&amp;new_topic=4"><img src="images/topics/news.gif" border="0" alt="أخبار" align="left" hspace="10"></a><font class="content"><b>{first}</b><br><br>{"<br><br>".join(rest)}</font></td></tr></table></td><td>{block.format("روابط ذات صلة", "&middot;&nbsp;<a>زيادة حول أخبار</a><br>&middot;&nbsp;<a>الأخبار بواسطة admin</a><hr noshade>المقال الأكثر قراءة حول أخبار:<br><a>" + s.headline() + "</a>")}{block.format("تقييم المقال", "المعدل: <b>4.5</b><br>تصويتات: 11<br>الرجاء تقييم هذا المقال:<br><input type=radio> ممتاز<input type=submit value='قيّم'>")}{block.format("خيارات", "<a>صفحة للطباعة</a><br><a>أرسل هذا المقال لصديق</a>")}</td></tr></table><table width="100%"><tr><td><font class="content">التعليقات مملوكة لأصحابها. نحن غير مسؤولين عن محتواها.<br>نعتذر، غير مسموح للزوار غير المسجلين بالتعليق.</font></td></tr></table>{s.comments("<table width=100%><tr><td bgcolor=#dedebb><b>رد</b> (التقييم: 0)<br>بواسطة {w} في {d}</td></tr><tr><td>{t}</td></tr></table>", 3)}<center><font class="footmsg">جميع الحقوق محفوظة للبوابة. انشاء الصفحة: 0.42 ثانية</font></center></body></html>"""
    return page(a, "nuke_portal_story", html, url=f"http://www.nahrain.example/modules.php?name=News&file=article&sid={a.number}", charset="cp1256")


@structure
def community_topic(article: Article) -> WebPage:
    """IP.Board 4: an article copied into a topic as the first post («منقول», source), answers of the same make below, member cards, UI in Arabic."""
    s, a = Around("community_topic", "gulf"), fit(article, 2017, outlet="ملتقى الديرة")
    post = '<article id="elComment_{n}" class="cPost ipsBox ipsComment ipsComment_parent"><aside class="ipsComment_author cAuthorPane"><h3 class="cAuthorPane_author"><strong><a href="/profile/{n}">{w}</a></strong></h3><ul class="cAuthorPane_info"><li>الأعضاء</li><li>1,144 مشاركة</li></ul></aside><div class="ipsColumn ipsColumn_fluid"><div class="ipsComment_meta ipsType_light"><a href="#c{n}" class="ipsType_blendLinks">قام بالرد <time datetime="{when}" title="{title}">{short}</time></a></div><div class="cPost_contentWrap"><div data-role="commentContent" class="ipsType_normal ipsType_richText ipsPadding_bottom ipsContained">{t}</div><div class="ipsItemControls"><ul class="ipsComment_controls"><li>اقتباس</li><li>إبلاغ</li></ul></div></div></div></article>'
    rows = (*a.paragraphs, "المصدر: صحيفة المرفأ")
    text = "".join(f"<p>\n\t{e(p, quote=False)}\n</p>\n<p>\n\t&nbsp;\n</p>" for p in rows)
    stamp = f"{a.at:%Y-%m-%dT%H:%M:%S}Z"
    first = post.replace("قام بالرد", "كتب").format(n=1, w="راعي الديرة", when=stamp, title=f"{a.at:%d/%m/%Y} {a.at:%H:%M}", short=f"{words(a.at, weekday=False)}", t=text)
    replies = s.comments(post.replace("{when}", f"{a.at.year + 1}-02-01T10:00:00Z").replace("{title}", "").replace("{short}", "فبراير من العام التالي").replace("{t}", "<p>{t}</p>"), 5)
    html = f"""<!DOCTYPE html><html lang="ar-SA" dir="rtl"><head><meta charset="utf-8"><title>{e(a.headline)} - الأخبار والأحداث - ملتقى الديرة</title><meta property="og:title" content="{e(a.headline)}"><meta property="og:site_name" content="ملتقى الديرة">{s.css(34, "ips")}</head><body class="ipsApp ipsApp_front ipsJS_none ipsClearfix" data-controller="core.front.core.app"><a href="#elContent" class="ipsHide">الذهاب إلى المحتوى</a><div id="ipsLayout_header"><header><a href="/" id="elLogo"><img src="/l.png" alt="ملتقى الديرة"></a></header><nav class="ipsNavBar_primary"><ul>{s.sections('<li id="elNavSecondary_{n}"><a href="/f/{n}">{t}</a></li>')}</ul></nav></div><main id="ipsLayout_body" class="ipsLayout_container"><div id="ipsLayout_contentArea"><div class="ipsPageHeader ipsClearfix"><h1 class="ipsType_pageTitle ipsContained_container"><span class="ipsType_break ipsContained"><span>{e(a.headline)}</span></span></h1><div class="ipsPhotoPanel"><p class="ipsType_reset">كتب بواسطة <a>راعي الديرة</a>, <time datetime="{stamp}">{words(a.at, weekday=False)}</time> في <a>الأخبار والأحداث</a></p></div></div><div class="cTopic"><h2 class="ipsType_sectionTitle ipsHide">Recommended Posts</h2>{first}{replies}</div><div class="ipsBox cTopicPostArea"><p>انضم إلى المناقشة</p><p>يمكنك المشاركة الآن والتسجيل لاحقا. إذا كان لديك حساب، سجل دخولك الآن لتنشر باسمك.</p></div></div></main></body></html>"""
    return page(a, "community_topic", html, url=f"https://deera.example/topic/{a.number}-khabar/", paragraphs=rows)


@structure
def archive_toolbar(article: Article) -> WebPage:
    """An old page as an archive serves it: the archive's toolbar with its capture dates, rewritten addresses, comments on the file; below, the page of 2009."""
    s, a = Around("archive_toolbar", "maghreb"), fit(article, 2009, outlet="صوت الواحات")
    bar = f"""<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;"><div id="wm-ipp" style="position:fixed;left:0;top:0;right:0;"><div id="wm-ipp-inside"><div id="wm-toolbar"><div class="wm-capinfo"><a href="/web/">INTERNET ARCHIVE</a></div><form id="wmtb"><input name="url" value="http://www.sawtwahat.example/a{a.number}.html"><input type="submit" value="Go"></form><div class="captures"><a href="/web/*/x">17 captures</a><div class="r">02 Jan 2010 - 28 Nov 2021</div></div><table><tr class="m"><td>Mar</td><td class="c">JUN</td><td>Jul</td></tr><tr class="d"><td></td><td class="c">14</td><td></td></tr><tr class="y"><td>2012</td><td class="c">2013</td><td>2014</td></tr></table><div id="wm-capinfo"><b>COLLECTED BY</b><p>Organization: Alexa Crawls. Starting in 1996, Alexa Internet has been donating their crawl data.</p></div></div></div></div></div><!-- END WAYBACK TOOLBAR INSERT -->"""
    web = "/web/20130614081522/http://www.sawtwahat.example"
    html = f"""<html dir="rtl"><head><script src="//archive.example/_static/js/bundle-playback.js"></script><script>__wm.init("https://web.archive.example/web");__wm.wombat("http://www.sawtwahat.example/a{a.number}.html","20130614081522","https://web.archive.example/","web","/_static/","1371197722");</script><!-- End Wayback Rewrite JS Include --><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>صوت الواحات - {e(a.headline)}</title>{s.css(4)}</head><body>{bar}<div id="wrap"><div id="hd"><a href="{web}/"><img src="{web}im_/logo.jpg" alt="صوت الواحات"></a><p>{s.sections(f'<a href="{web}/{{n}}.html">{{t}}</a> - ')}</p></div><div id="art"><h2>{e(a.headline)}</h2><p class="info">نشر في {a.at:%d} - {a.at:%m} - {a.at.year} | بقلم : {a.author}</p>{flow(a, "<p>{}</p>", h="<p><b>{}</b></p>")}<p class="pr"><a href="{web}/p">نسخة الطباعة</a></p></div><div id="sd"><h4>جديد الموقع</h4>{s.others(f"<p><a href='{web}/a{{n}}.html'>{{t}}</a></p>", 8)}</div></div></body></html>
<!--
     FILE ARCHIVED ON 08:15:22 Jun 14, 2013 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 11:41:07 Nov 28, 2021.
     JAVASCRIPT APPENDED BY WAYBACK MACHINE, COPYRIGHT INTERNET ARCHIVE.
-->"""
    return page(a, "archive_toolbar", html, url=f"https://web.archive.example{web}/a{a.number}.html", at=day(a))


@structure
def classic_sites_announcement(article: Article) -> WebPage:
    """Google's classic Sites: an announcement, «posted Mar 14, 2012, 3:05 AM by …», lines as <div> with <br>, an interface in English."""
    s, a = Around("classic_sites_announcement", "africa"), fit(article, 2012, outlet="رابطة أبناء تل السواقي")
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" itemscope="" itemtype="http://schema.org/WebPage"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>{e(a.headline)} - رابطة أبناء تل السواقي</title><meta itemprop="name" content="{e(a.headline)} - رابطة أبناء تل السواقي" />{s.css(10, "sites-")}</head><body xmlns="http://www.google.com/ns/jotspot" id="body" class=" ar"><div id="sites-page-toolbar" class="sites-header-divider"></div><div id="sites-chrome-everything-scrollable"><div id="sites-chrome-everything"><div id="sites-chrome-header-wrapper"><table id="sites-chrome-header"><tr><td class="sites-header-primary-row"><h2><a href="/site/tell/" dir="rtl" id="sites-chrome-userheader">رابطة أبناء تل السواقي</a></h2></td><td class="sites-chrome-header-search"><input value="Search this site" /></td></tr></table></div><table id="sites-chrome-main"><tr><td id="sites-chrome-sidebar-left"><ul>{s.sections('<li class="topLevel nav-toc-toggle-item"><div><a href="/site/tell/{n}" class="sites-navigation-link">{t}</a></div></li>', 8)}</ul></td><td id="sites-canvas-wrapper"><div id="sites-canvas"><div id="title-crumbs"><A href="/site/tell/news" dir="rtl">أخبار</A>‎ &gt; ‎</div><h3 xmlns="http://www.w3.org/1999/xhtml" id="sites-page-title-header"><span id="sites-page-title" dir="rtl">{e(a.headline)}</span></h3><div id="sites-canvas-main" class="sites-canvas-main"><div class="announcement"><div class="sites-clear"></div><span class="sites-announcement-info">posted <span dir="ltr">{english(a.at)}, {a.at.hour % 12 or 12}:{a.at:%M %p}</span> by {a.author}</span><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" class="sites-layout-name-one-column sites-layout-hbox"><tbody><tr><td class="sites-layout-tile sites-tile-name-content-1"><div dir="rtl" style="text-align:right"><font size="3">{flow(a, "<div>{}</div>", h="<div><b>{}</b></div>", ul="{}", li="<div>- {}</div>", between="<div><br /></div>")}</font></div></td></tr></tbody></table></div></div><div id="sites-canvas-bottom-panel"><div id="sites-attachments-container"></div><div id="COMP_page-comments"><h4>Comments</h4><p>You do not have permission to add comments.</p></div></div></div></td></tr></table><div id="sites-chrome-footer-wrapper"><p>Recent Site Activity|Report Abuse|Print Page|Powered By Google Sites</p></div></div></div></body></html>"""
    return page(a, "classic_sites_announcement", html, url=f"https://sites.google.example/site/tell/news/{a.number}")


@structure
def presentation_forms(article: Article) -> WebPage:
    """Text in Arabic presentation forms, as printers' systems exported it, in one cell; headline in common letters; the wanted text is in common letters."""
    s, a = Around("presentation_forms", "egypt"), fit(article, 2007, outlet="أخبار الدلتا الجديدة")
    html = f"""<!DOCTYPE html><html dir="rtl"><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>أخبار الدلتا الجديدة | {e(a.headline)}</title>{s.css(3)}</head><body><table width="760"><tr><td class="mast">أخبار الدلتا الجديدة</td></tr><tr><td class="men">{s.sections('<a href="sec.php?i={n}">{t}</a> ', 10)}</td></tr><tr><td><div class="tit">{e(a.headline)}</div><div class="dat">العدد {a.number} - {eastern(words(a.at))}</div><div class="txt">{flow(a, "{}", h="<b>{}</b>", li="{}<br>", ul="{}", q="<b>{}</b>", between="<br><br>", change=lambda n, t: presentation(e(t, quote=False)))}</div></td></tr><tr><td class="lst">{s.others('<a href="n.php?i={n}">{t}</a><br>', 9)}</td></tr></table></body></html>"""
    return page(a, "presentation_forms", html, url=f"http://delta-news.example/n.php?i={a.number}", at=day(a))


@structure
def drawn_out_letters(article: Article) -> WebPage:
    """Lines justified with drawn-out letters (kashida) within <p align=justify>; the wanted text is without them."""
    s, a = Around("drawn_out_letters", "gulf"), fit(article, 2006, outlet="ديوان الأدب")
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>ديوان الأدب ـ {e(a.headline)}</title></head><body dir="rtl" style="font-family:Traditional Arabic"><div align="center"><a href="index.html"><img src="diwan.gif" alt="ديوان الأدب"></a><br>{s.sections("<a href={n}.html>{t}</a> ~ ", 8)}</div><blockquote><h2 align="center">{e(a.headline)}</h2><p align="center">* * *</p><p align="center">{a.author} | في {a.at.day} من {words(a.at, weekday=False).split()[1]} {a.at.year}م</p>{flow(a, "<p align=justify>{}</p>", h="<h4>{}</h4>", change=lambda n, t: e(kashida(t), quote=False))}<p align="center">* * *</p></blockquote><div align="center"><a href="index.html">رجوع</a> <a href="#">إلى أعلى</a></div></body></html>"""
    return page(a, "drawn_out_letters", html, url=f"http://www.diwanadab.example/n/{a.number}.html", at=day(a), charset="cp1256")


@structure
def spaces_for_indents(article: Article) -> WebPage:
    """A Yemeni site: one <div>, <br>s alone, indents and gaps of &nbsp;, the place bold at the text's head, date with commas between and «الساعة»."""
    s, a = Around("spaces_for_indents", "gulf"), fit(article, 2013, outlet="سبأ أونلاين")
    gap = "&nbsp;&nbsp;&nbsp;&nbsp; "
    text = flow(a, gap + "{}", h="<strong>{}</strong>", li=gap + "- {}<br />", ul="{}", q="<strong>{}</strong>", between="<br />&nbsp;<br />\r\n", change=lambda n, t: e(t, quote=False).replace(" ", "&nbsp;", 6))
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>سبأ أونلاين - {e(a.headline)}</title><meta name="copyright" content="سبأ أونلاين" />{s.css(9)}{s.js(8)}</head><body dir="rtl"><div id="top_date">{words(a.at.replace(year=2015)).replace(" ", " , ")} الساعة 08:11 صباحاً</div><div id="logo_area"><img src="images/header.png" /></div><div id="menu_main">{s.sections('<div class="mi"><a href="cat.php?id={n}">{t}</a></div>')}</div><div id="news_body"><div class="news_sub">في جلسة استمرت حتى المساء</div><div class="news_ttl">{e(a.headline)}</div><div class="news_dt">{words(a.at).replace(" ", " , ")} الساعة {clock(a.at, "صباحاً", "مساءً")}</div><div class="news_by">سبأ أونلاين/ خاص</div><div class="sharethis"><span class="st_facebook_hcount"></span></div><div class="news_txt">{text}<br />&nbsp;<br /></div><div class="news_fb">تابعونا على الفيس بوك : <a>اضغط هنا</a></div><div class="news_more"><div class="nm_t">إقرأ في الموقع</div>{s.others('<div class="nm_i"><a href="news.php?id={n}">{t}</a></div>', 7)}</div><div class="cmt">{s.comments('<div class="c_box"><span class="c_n">{n}</span><span class="c_t">{w}</span><div class="c_x">{t}</div></div>', 4)}</div></div><div id="ft">تصميم وبرمجة: مؤسسة بوابة المستقبل</div></body></html>"""
    return page(a, "spaces_for_indents", html, url=f"http://sabaonline.example/news.php?id={a.number}")


@structure
def headline_in_a_cell(article: Article) -> WebPage:
    """Two h1 (logo and section), the headline in a <td> with a span; the title shortened with «...»; others' dates nearer to the top than its own."""
    s, a = Around("headline_in_a_cell", "levant"), fit(article, 2011, outlet="وكالة أنباء الجرد")
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html dir="rtl"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>وكالة أنباء الجرد - {e(a.headline[:28])}...</title>{s.css(7)}</head><body><h1 id="mainlogo"><a href="/">وكالة أنباء الجرد</a></h1><div id="latest"><table>{s.others("<tr><td class=ld>{d} {m}</td><td class=lt><a href=/r.php?{n}>{t}</a></td></tr>", 6)}</table></div><h1 class="section-name">شؤون محلية</h1><table class="newsdetail" width="100%"><tr><td class="ntitle"><span style="font-size:22px;color:#004a80">{e(a.headline)}</span></td></tr><tr><td class="nmeta">الجرد - {words(a.at, LEVANT)} - {a.at:%H:%M} بتوقيت المدينة</td></tr><tr><td class="nimg"><img src="/p.jpg" width="320" /><br /><i>الصورة من الأرشيف</i></td></tr><tr><td class="nbody">{flow(a, "<p>{}</p>", h="<p><b>{}</b></p>", between="<p>&nbsp;</p>")}</td></tr><tr><td class="nfoot">{a.author} / تحرير: ق.م</td></tr><tr><td class="nback"><a href="javascript:history.back()">عودة للخلف</a></td></tr></table><div class="sum">{DIGEST[2]}</div><div id="foot">وكالة أنباء الجرد {a.at.year}</div></body></html>"""
    return page(a, "headline_in_a_cell", html, url=f"http://jurd-news.example/r.php?{a.number}")
