"""Structures of news sites of today: content systems and their Arabic themes, AMP, applications."""

from __future__ import annotations

import json
from html import escape as e

from web import furniture as f
from web.articles import Article
from web.site import LEVANT, MAGHREB, WebPage, day, eastern, page, paragraphs, structure, words

RTL = 'lang="ar" dir="rtl"'


def head(article: Article, *, outlet: str | None = None, more: str = "", charset: str = "UTF-8") -> str:
    """Return a head with charset, title, style and scripts."""
    title = f"{e(article.headline)} - {e(outlet or article.outlet)}"
    return (
        f'<head><meta charset="{charset}"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"{more}{f.STYLE}{f.SCRIPT}</head>"
    )


def og(article: Article, url: str, *, time: bool = True, zone: str = "+02:00") -> str:
    """Return Open Graph's meta tags."""
    rows = {
        "og:locale": "ar_AR", "og:type": "article", "og:title": article.headline, "og:description": article.teaser,
        "og:url": url, "og:site_name": article.outlet,
    }  # fmt: skip
    if time:
        rows["article:published_time"] = article.at.strftime("%Y-%m-%dT%H:%M:00") + zone
        rows["article:modified_time"] = article.at.replace(year=2022).strftime("%Y-%m-%dT%H:%M:00") + zone
    return "".join(f'<meta property="{k}" content="{e(v)}">' for k, v in rows.items())


def json_ld(article: Article, url: str, kind: str = "NewsArticle", *, zone: str = "+03:00", **more: object) -> str:
    """Return schema.org data of an article."""
    data = {
        "@context": "https://schema.org", "@type": kind, "headline": article.headline, "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "datePublished": article.at.strftime("%Y-%m-%dT%H:%M:%S") + zone,
        "dateModified": article.at.replace(year=2022).strftime("%Y-%m-%dT%H:%M:%S") + zone,
        "author": {"@type": "Person", "name": article.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet, "logo": {"@type": "ImageObject"}},
        **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


@structure
def wordpress_magazine(article: Article) -> WebPage:
    """WordPress with the magazine theme of many Arabic sites: related posts stand inside the text."""
    url = f"https://difaf.example/{article.at:%Y/%m/%d}/{article.number}/"
    inline = f'<div id="inline-related-post" class="mag-box mini-posts-box content-only"><h3>مقالات ذات صلة</h3><ul>{f.links(f.HEADLINES[2:5])}</ul></div>'
    body = f"""<body class="rtl single single-post"><div class="site">{f.ticker()}<header id="theme-header">{f.menu("main-nav")}</header>
<div class="main-content-row"><div class="main-content"><article id="the-post" class="container-wrapper post-content">
<header class="entry-header-outer"><nav id="breadcrumb"><a href="/">الرئيسية</a> / <a href="/s/2">سياسة</a></nav>
<h1 class="post-title entry-title">{e(article.headline)}</h1><div class="single-post-meta post-meta"><span class="meta-author"><a class="author-name" href="/author/1">{article.author}</a></span>
<span class="date meta-item">{words(article.at, weekday=False)}</span><span class="meta-views">1٬204 مشاهدة</span><span>دقيقة واحدة</span></div></header>
{f.share("share-buttons share-buttons-top")}<div class="entry-content entry clearfix">{paragraphs(article, extra={1: inline, 3: '<div class="stream-item stream-item-in-post"><span>إعلان</span></div>'})}
</div><div class="post-bottom-meta"><span>الوسوم</span><a href="/t/1">أخبار</a> <a href="/t/2">عاجل</a></div>{f.share("share-buttons share-buttons-bottom")}</article>
<div class="about-author container-wrapper"><h3>{article.author}</h3><p>صحافية تغطي الشأن المحلي منذ عشر سنوات، وحائزة جوائز عدة في الصحافة الاستقصائية.</p></div>
{f.cards("related-posts", "مقالات ذات صلة")}{f.comments()}</div><aside class="sidebar">{f.cards("widget-posts", "الأكثر قراءة", first=5)}</aside></div>{f.foot()}</div>{f.cookie_bar()}</body>"""
    return page(article, "wordpress_magazine", f"<!DOCTYPE html><html {RTL}>{head(article, more=og(article, url))}{body}</html>", url=url)


@structure
def wordpress_newspaper(article: Article) -> WebPage:
    """WordPress with a newspaper theme: td-post-content, «اقرأ أيضا» as paragraphs of the text."""
    url = f"https://bawsala.example/economy/{article.number}"
    also = f'<p><strong>اقرأ أيضا:</strong> <a href="/n/7">{f.HEADLINES[7]}</a></p>'
    more = '<p style="text-align:right"><a href="/n/3">إقرأ المزيد: ' + f.HEADLINES[3] + "</a></p>"
    body = f"""<body class="single td-standard-pack"><div id="td-outer-wrap"><div class="td-header-wrap">{f.menu("td-menu")}</div>
<div class="td-main-content"><div class="td-post-header"><ul class="td-category"><li><a href="/s/3">اقتصاد</a></li></ul><header class="td-post-title"><h1 class="entry-title">{e(article.headline)}</h1>
<div class="td-module-meta-info"><div class="td-post-author-name">بواسطة <a href="/a/3">{article.author}</a></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{article.at:%Y-%m-%dT%H:%M:00}+00:00">{words(article.at, weekday=False)}</time></span></div></header></div>
<div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><img src="/i/1.jpg"><figcaption class="wp-caption-text">صورة أرشيفية من أرشيف الموقع</figcaption></figure></div>
{paragraphs(article, extra={0: also, 4: more})}<p>&nbsp;</p></div><footer>{f.share("td-post-sharing")}<div class="td-post-next-prev"><span>المقال السابق</span><a href="/n/8">{f.HEADLINES[8]}</a><span>المقال التالي</span><a href="/n/9">{f.HEADLINES[9]}</a></div></footer>
{f.cards("td_block_related_posts", "مقالات ذات صلة المزيد عن الكاتب", teasers=False)}{f.comments()}</div><div class="td-pb-span4 td-main-sidebar">{f.cards("td_block_wrap", "آخر الأخبار", first=3)}</div></div>{f.foot("td-footer-wrapper")}</body>"""
    return page(article, "wordpress_newspaper", f"<!doctype html><html {RTL}>{head(article, more=og(article, url, time=False))}{body}</html>", url=url)


@structure
def wordpress_blocks(article: Article) -> WebPage:
    """WordPress's own block theme: quotation blocks hold a part of the text, a pull quote repeats some of it."""
    url = f"https://hibr.example/{article.at:%Y/%m}/%D8%AE%D8%A8%D8%B1-{article.number}/"
    rows = [f'<p class="wp-block-paragraph">{e(p, quote=False)}</p>' for p in article.paragraphs]
    rows[2] = f'<blockquote class="wp-block-quote is-layout-flow"><p>{e(article.paragraphs[2], quote=False)}</p></blockquote>'
    pull = f'<figure class="wp-block-pullquote"><blockquote><p>{e(" ".join(article.paragraphs[1].split()[:9]), quote=False)}</p></blockquote></figure>'
    rows.insert(4, pull)
    graph = json.dumps({"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": article.outlet, "url": "https://hibr.example/"},
        {"@type": "Article", "headline": article.headline, "datePublished": article.at.strftime("%Y-%m-%dT%H:%M:00+00:00")},
    ]}, ensure_ascii=False)  # fmt: skip
    body = f"""<body class="rtl post-template-default"><div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{article.outlet}</a></p>{f.menu("wp-block-navigation")}</header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{e(article.headline)}</h1><div class="wp-block-post-date"><time datetime="{article.at:%Y-%m-%dT%H:%M:00}+00:00">{words(article.at)}</time></div><p class="wp-block-post-author-name">{article.author}</p>
<div class="entry-content wp-block-post-content">{"".join(rows)}<ul class="wp-block-latest-posts">{f.links(f.HEADLINES[:5])}</ul></div><div class="wp-block-comments">{f.comments()}</div></main>
<footer class="wp-block-template-part"><p>{f.RIGHTS}</p></footer></div></body>"""
    return page(article, "wordpress_blocks", f'<!DOCTYPE html><html {RTL}>{head(article, more=f"<script type=application/ld+json>{graph}</script>")}{body}</html>', url=url)


@structure
def blogger(article: Article) -> WebPage:
    """A blog on Blogger: lines with <br>, a comment note, Posted by, an archive list."""
    url = f"https://sadabalda.blogspot.com/{article.at:%Y/%m}/blog-post_{article.number % 28}.html"
    text = "<br /><br />\n".join(e(p, quote=False) for p in article.paragraphs)
    archive = "".join(f"<li><a href='/2020/{n:02}/'>{m}</a> <span>({n * 3})</span></li>" for n, m in enumerate(LEVANT, 1))
    body = f"""<body class="loading"><div class="navbar section"><span>مدونة على بلوغر</span></div><div class="content"><header><h1 class="title"><a href="/">صدى البلدة</a></h1><p class="description">أخبار البلدة وأهلها</p></header>
<div class="main"><h2 class="date-header"><span>{words(article.at, LEVANT)}</span></h2><div class="post hentry"><a name="{article.number}"></a><h3 class="post-title entry-title">{e(article.headline)}</h3>
<div class="post-body entry-content" id="post-body-{article.number}"><div dir="rtl" style="text-align: right;" trbidi="on">{text}</div><div style="clear: both;"></div></div>
<div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">{article.author}</span></span> <span class="post-timestamp">at <a class="timestamp-link" href="{url}"><abbr class="published" title="{article.at:%Y-%m-%dT%H:%M:00}+02:00">{article.at:%I:%M %p}</abbr></a></span>
<div class="post-share-buttons"><a href="#">Email This</a><a href="#">BlogThis!</a><a href="#">Share to Facebook</a></div><span class="post-labels">Labels: <a href="/l/1">محليات</a></span></div></div>
<div class="comments" id="comments"><h4>No comments:</h4><div class="comment-form"><h4>Post a Comment</h4><p>Note: Only a member of this blog may post a comment.</p></div></div>
<div class="blog-pager"><a href="/n">Newer Post</a> <a href="/o">Older Post</a> <a href="/">Home</a></div><div class="post-feeds">Subscribe to: Post Comments (Atom)</div></div>
<aside class="sidebar"><div class="widget BlogArchive"><h2>Blog Archive</h2><ul>{archive}</ul></div><div class="widget PopularPosts"><h2>Popular Posts</h2>{f.cards("item-content", "", count=4)}</div></aside><footer>Powered by Blogger.</footer></div></body>"""
    return page(article, "blogger", f"<!DOCTYPE html><html dir='rtl'>{head(article, outlet='صدى البلدة')}{body}</html>", url=url, outlet="صدى البلدة")


@structure
def drupal(article: Article) -> WebPage:
    """Drupal: fields within fields, «node__content», a block of related links behind the body."""
    url = f"https://rayah.example/node/{article.number}"
    body = f"""<body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><header role="banner">{f.menu("nav navbar-nav")}{f.ticker("block-ticker")}</header>
<main role="main"><div class="region region-content"><article role="article" class="node node--type-article node--view-mode-full"><h1 class="page-header"><span class="field field--name-title">{e(article.headline)}</span></h1>
<footer class="node__meta"><div class="node__submitted">أرسلت بواسطة <span class="field field--name-uid">admin</span> في <span class="field field--name-created">{words(article.at)} - {article.at:%H:%M}</span></div></footer>
<div class="node__content"><div class="field field--name-field-image field__item"><img src="/i/2.jpg" alt=""></div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{paragraphs(article)}</div>
<div class="field field--name-field-tags field--label-above"><div class="field__label">الوسوم</div><div class="field__items"><div class="field__item"><a href="/t/9">محليات</a></div></div></div></div></article>
<section class="views-element-container block"><h2>مواضيع متعلقة</h2>{f.cards("view-content", "", teasers=True)}</section></div></main>{f.foot("region-footer")}</div></body>"""
    return page(article, "drupal", f'<!DOCTYPE html><html {RTL} prefix="og: http://ogp.me/ns#">{head(article, more=f"<link rel=canonical href={url}>")}{body}</html>', url=url)


@structure
def amp(article: Article) -> WebPage:
    """An AMP page with NewsArticle data."""
    url = f"https://suhail.example/amp/story/{article.number}"
    body = f"""<body><amp-sidebar id="menu" layout="nodisplay">{f.menu()}</amp-sidebar><header class="top"><a href="/">{article.outlet}</a></header>
<article class="amp-article"><h1>{e(article.headline)}</h1><div class="byline">{article.author} | {eastern(words(article.at, weekday=False))}</div><amp-img src="/i/4.jpg" width="16" height="9" alt="x"></amp-img>
<div class="amp-content">{paragraphs(article, extra={2: '<amp-ad width="300" height="250" type="doubleclick"></amp-ad>', 3: f'<div class="read-also"><a href="/n/1">اقرأ أيضاً: {f.HEADLINES[1]}</a></div>'})}</div>
<amp-social-share type="twitter"></amp-social-share></article><section class="more"><h2>قد يهمك أيضا</h2>{f.cards("amp-related", "", teasers=False)}</section><footer>{f.RIGHTS}</footer></body>"""
    data = json_ld(article, url)
    return page(article, "amp", f'<!doctype html><html ⚡ {RTL}>{head(article, more=data + "<style amp-boilerplate>body{{animation:none}}</style>")}{body}</html>', url=url)


@structure
def hashed_classes(article: Article) -> WebPage:
    """A large broadcaster's application rendered on the server: class names say nothing, each paragraph in a box."""
    url = f"https://nahr.example/arabic/articles/c{article.number}xo"
    rows = "".join(f'<div dir="rtl" class="bbc-19j92fr ebmt73l0"><p dir="rtl" class="bbc-1gjryo4 e17g058b0">{e(p, quote=False)}</p></div>' for p in article.paragraphs)
    related = f'<section class="bbc-1mrs4ns e1rfboeq0" role="region" aria-labelledby="related"><h2 id="related">مواضيع ذات صلة</h2><ul>{f.links(f.HEADLINES[:4])}</ul></section>'
    body = f"""<body><div id="root"><div class="ws-container"><header role="banner" class="bbc-1g1">{f.menu("e1ugs")}</header><div class="bbc-irdbz7 ebmt73l0"><main role="main" class="bbc-fa0wmp">
<div class="bbc-1151pbn"><h1 id="content" tabindex="-1" class="bbc-14gqcmb e1p3vdyi0">{e(article.headline)}</h1></div><div class="bbc-19j92fr"><figure class="bbc-1qn0xuy"><img src="/i/3.jpg"><figcaption class="bbc-vs4l"><span>صدر الصورة، وكالات</span><p>منظر عام للمدينة</p></figcaption></figure></div>
<div class="bbc-1ev8p"><ul class="bbc-oc3dz8"><li><span>{article.author}</span></li></ul></div><time class="bbc-1dafq0j" datetime="{day(article)}">{words(article.at, weekday=False)}</time>{rows}{related}</main>
<div class="bbc-1p0t">{f.cards("bbc-top", "الأخبار الرئيسية", teasers=False)}{f.cards("bbc-read", "الأكثر قراءة", first=4, teasers=False)}</div></div><footer class="bbc-zz">{f.RIGHTS}</footer></div></div>
<script>window.SIMORGH_DATA={json.dumps({"page": [p for p in article.paragraphs], "other": list(f.TEASERS)}, ensure_ascii=False)}</script></body>"""
    return page(article, "hashed_classes", f"<!DOCTYPE html><html {RTL}>{head(article, more=og(article, url, time=False))}{body}</html>", url=url, at=day(article))


@structure
def wysiwyg_live(article: Article) -> WebPage:
    """A live blog: the updates are the text, newest first, each with its own time."""
    url = f"https://nahr.example/liveblog/{article.at:%Y/%m/%d}/{article.number}"
    rows = "".join(
        f'<div class="live-blog-update" id="u{n}"><div class="update-time"><time datetime="{article.at:%Y-%m-%d}T{10 + n:02}:15:00+03:00">{10 + n}:15</time></div>'
        f'<div class="update-body wysiwyg"><p>{e(p, quote=False)}</p></div>{f.share("update-share")}</div>'
        for n, p in enumerate(article.paragraphs)
    )
    updates = [{"@type": "BlogPosting", "headline": p[:50], "articleBody": p, "datePublished": f"{article.at:%Y-%m-%d}T{10 + n:02}:15:00+03:00"} for n, p in enumerate(article.paragraphs)]
    body = f"""<body class="liveblog"><div id="app">{f.menu("site-nav")}<main id="main-content-area"><header class="article-header"><h1>{e(article.headline)}</h1></header>
<div class="live-blog"><div class="live-label">تغطية مباشرة</div>{rows}<button>تحميل المزيد</button></div></main><aside>{f.cards("trending", "الأكثر رواجا")}</aside>{f.foot("site-footer")}</div></body>"""
    data = json_ld(article, url, "LiveBlogPosting", liveBlogUpdate=updates)
    return page(article, "wysiwyg_live", f"<!DOCTYPE html><html {RTL}>{head(article, more=data)}{body}</html>", url=url)


@structure
def endless(article: Article) -> WebPage:
    """A page that loads the next article below the first: only the first is this address's."""
    url = f"https://sahl.example/news/{article.number}"
    following = "".join(
        f'<article class="article-item next" data-url="/news/{n}"><h2 class="article-title">{f.HEADLINES[n]}</h2><div class="article-body">'
        + "".join(f"<p>{t}</p>" for t in f.TEASERS)
        + "</div></article>"
        for n in (1, 4)
    )
    body = f"""<body>{f.menu("nav")}<div class="infinite"><article class="article-item" data-url="{url}"><h1 class="article-title">{e(article.headline)}</h1><div class="article-meta"><span class="author">{article.author}</span><time datetime="{article.at:%Y-%m-%dT%H:%M:00}Z" itemprop="datePublished">{words(article.at, MAGHREB)}</time></div>
<div class="article-body" itemprop="articleBody">{paragraphs(article)}</div></article>{following}</div>{f.foot()}</body>"""
    return page(article, "endless", f"<!DOCTYPE html><html {RTL}>{head(article, more=og(article, url, time=False))}{body}</html>", url=url)


@structure
def application_state(article: Article) -> WebPage:
    """An application whose text stands in its JSON-LD too; the markup is nothing but nested boxes."""
    url = f"https://arwiqa.example/ar/{article.at:%Y%m%d}/courts/{article.number}"
    rows = "".join(f'<div class="sc-b{n}"><div><div class="txt">{e(p, quote=False)}</div></div></div>' for n, p in enumerate(article.paragraphs))
    body = f"""<body><div id="__next"><div class="layout"><div class="hdr">{f.menu("mnu")}</div><div class="pg"><div class="ttl"><h1>{e(article.headline)}</h1></div><div class="inf"><span>{article.author}</span><span>{eastern(article.at.strftime("%d/%m/%Y"))}</span></div><div class="bd">{rows}</div>
<div class="tags"><a href="/t">محاكم</a></div></div><div class="rel"><h2>أخبار ذات صلة</h2>{f.cards("crd", "", teasers=False)}</div><div class="ftr"><p>{f.ABOUT}</p></div></div></div></body>"""
    data = json_ld(article, url, "ReportageNewsArticle", articleBody="\n".join(article.paragraphs))
    return page(article, "application_state", f"<!DOCTYPE html><html {RTL}>{head(article, more=data)}{body}</html>", url=url)


@structure
def agency(article: Article) -> WebPage:
    """An agency's site: date in words above, dateline in the text, a note on republication below."""
    url = f"https://wasa.example/ar/?p={article.number}"
    body = f"""<body class="rtl"><div id="header">{f.menu("top-menu")}</div><div id="content"><div class="post-inner"><h1 class="name post-title entry-title">{e(article.headline)}</h1><p class="post-meta"><span class="tie-date">{words(article.at, LEVANT)}</span> <span>آخر تحديث: {words(article.at.replace(year=2022), LEVANT)}</span></p>
<div class="entry">{paragraphs(article)}<p>انتهى</p><p style="color:gray">تابعوا آخر الأخبار عبر قناتنا على تلغرام: https://t.example/wasa</p>{f.share("share-post")}</div></div>
<section id="related_posts"><div class="block-head"><h3>أخبار متعلقة</h3></div>{f.cards("related-item", "")}</section></div><aside id="sidebar">{f.cards("widget", "الأخبار", first=4)}</aside>{f.foot()}</body>"""
    return page(article, "agency", f"<!DOCTYPE html><html {RTL}>{head(article, more=og(article, url, time=False))}{body}</html>", url=url, at=day(article))


@structure
def social_embeds(article: Article) -> WebPage:
    """A modern article with embedded posts, a newsletter box and captions between its paragraphs."""
    url = f"https://malaeb.example/{article.number}/{article.at:%Y-%m-%d}"
    tweet = f'<blockquote class="twitter-tweet" data-lang="ar"><p lang="ar" dir="rtl">شاهد أهداف المباراة كاملة عبر قناتنا الرسمية</p>&mdash; ركن الملاعب (@malaeb) <a href="#">{article.at:%B %d, %Y}</a></blockquote>'
    letter = '<div class="newsletter-signup"><h4>اشترك في نشرتنا البريدية</h4><p>تصلك أهم الأخبار كل صباح في بريدك الإلكتروني.</p><input type="email"></div>'
    figure = '<figure class="image"><img src="/i/7.jpg"><figcaption>جانب من الحضور (تصوير: سعد العلي)</figcaption></figure>'
    body = f"""<body>{f.cookie_bar()}<header>{f.menu("main")}</header><main><article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{e(article.headline)}</h1><meta itemprop="datePublished" content="{article.at:%Y-%m-%dT%H:%M:00}+03:00"><span itemprop="author">{article.author}</span>
<div itemprop="articleBody" class="article__body">{paragraphs(article, extra={0: figure, 2: tweet, 4: letter})}</div></article><section class="recommended">{f.cards("rec", "اخترنا لك")}</section></main>{f.foot()}</body>"""
    return page(article, "social_embeds", f"<!DOCTYPE html><html {RTL}>{head(article, more=og(article, url, time=False))}{body}</html>", url=url)


