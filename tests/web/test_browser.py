"""Journeys in a real browser: Chromium, driven by Playwright; without either they are skipped.

axe-core is looked for where MUSNAD_AXE says (a path of axe.min.js); without it the pages are not looked over.
"""

import os
import re
import shutil
import threading
import time
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="journeys need Playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("journeys need Chromium: apt-get install chromium fonts-noto-core", allow_module_level=True)

import uvicorn
from web_sites import HTML, fill

import musnad
from musnad.pages.documents import read_page
from musnad.pages.page import Page
from musnad.web.application import built
from musnad.web.options import ServeOptions

AXE = os.environ.get("MUSNAD_AXE")
DESKTOP, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}
LABELS = "دخل المسلحون البلدة صباحا. وقال الوزير سعد المرزوق إن الإرهابيين غادروا القرية، وإن رئيس النظام السوري بشار الأسد صامت."
ODD = "قال الوالي سعد المرزوق 😀👩‍👩‍👧 إن الجِسْرَ سيُفتَحُ غدًا 🌉 أمام المارَّة.\n\nوأكد نادر الحلو أن الطريق آمنة.\n"
FIRST_PAGE_BYTES = 100_000  # without fonts
NO_SHIFT = 0.01  # of the viewport, where a shift that people call good is below 0.1 (web.dev, CLS)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A server on an archive of its own: its address, and the archive."""
    path = tmp_path_factory.mktemp("browser") / "news.db"
    fill(path)
    archive = musnad.open(path)
    archive.add(musnad.read(ODD, outlet="المرفأ", url="https://marfa.example/odd", title="الجسر"))
    archive.add(musnad.read(LABELS, outlet="النهر", title="القرية", published={"at": "2031-05-09"}))
    for n in range(30):
        archive.add(musnad.read(f"قال الناطق رامي الحلو إن الحافلة رقم {n} متوقفة.", outlet="الشاطئ"))
    for file in sorted((Path(__file__).parents[2] / "examples").glob("2-port-*.txt")):
        text = file.read_text(encoding="utf-8")
        archive.add(musnad.read(text, outlet=file.stem, title=text.partition("\n")[0], published={"at": "2031-05-10"}))
    page = Page(body=HTML.replace("هالة", "منى").encode(), name="b.html", url="https://talim.example/3")
    archive.add(read_page(page), page)
    server = uvicorn.Server(uvicorn.Config(built(archive, ServeOptions(archive=str(path))), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", archive
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def visit(site, chromium):
    """Open a page; at the end nothing was fetched from elsewhere, and the console is empty."""
    contexts, trouble = [], []

    def opened(path="/", *, language="ar", theme="light", size=DESKTOP, script=True):
        context = chromium.new_context(viewport=size, java_script_enabled=script)
        contexts.append(context)
        context.set_default_timeout(8_000)
        context.add_cookies([{"name": "musnad_view", "value": f"{language}.{theme}.latin", "url": site[0]}])
        page = context.new_page()
        page.on("console", lambda told: trouble.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda asked: trouble.append(asked.url) if not asked.url.startswith((site[0], "data:")) else None)
        page.goto(site[0] + path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def statement(archive, query):
    return next(iter(archive.search(query)))


def pages(archive):
    """The addresses of all kinds of pages."""
    one = statement(archive, "المدرسة")
    odd = statement(archive, "الطريق آمنة")
    speaker = statement(archive, 'who:"المرزوق"').entity
    return ["/", "/?q=%D8%A7%D9%84%D8%AD%D8%A7%D9%81%D9%84%D8%A9+who:x+OR+act:denny", "/?q=zzz", f"/documents/{one.document}",
            f"/statements/{odd.id}", f"/documents/{one.document}/page", f"/documents/{one.document}?beside=page", f"/documents/{one.document}/versions", "/speakers",
            f"/speakers/{speaker}", "/outlets", "/outlets/المرفأ", "/stories", f"/stories/{archive.stories('who:السروجي')[0].id}", f"/stories/{archive.stories('who:السروجي')[0].id}?q=&day=", "/labels", "/labels/armed_group", "/labels/armed_group?by=month",
            "/labels/armed_group?by=outlet", "/labels/armed_group/sentences", "/network", "/review", "/history", "/saved", "/read", "/api",
            "/nothing"]  # fmt: skip


# -- journeys ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_from_a_search_to_why_it_was_read_so(visit, language, size):
    page = visit(language=language, size=size)
    page.fill("input[name=who]", "المرزوق")
    page.fill("input[name=what]", "تشققات")
    page.press("input[name=what]", "Enter")
    page.wait_for_selector("mark")
    assert page.locator("mark").first.inner_text() == "تشققات"
    page.click(".hit q")
    page.wait_for_selector("#panel .statement")
    assert "verb+clause" in page.inner_text("#panel")
    page.click("#panel .close")
    assert page.locator("#panel .statement").count() == 0
    page.click(".note >> nth=1")
    page.wait_for_selector("#panel .statement")
    assert page.locator(".text .chosen").count() >= 1


def tab_to(page, selector, most=80):
    """Press Tab until what a selector means has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"no Tab leads to {selector}")


def test_a_keyboard_alone_searches_reads_and_decides(visit, site):
    page = visit()
    tab_to(page, "input[name=what]")
    page.keyboard.type("التقرير")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    tab_to(page, ".said a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .statement")
    page.focus("#panel")
    tab_to(page, "button[value=accept]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .tag.accepted")
    assert statement(site[1], "التقرير").state == "accepted"
    page.keyboard.press("Escape")
    assert page.locator("#panel .statement").count() == 0
    assert page.evaluate("document.activeElement.classList.contains('note')")


SELECTED = ["الجِسْرَ سيُفتَحُ", "سيُفتَحُ غدًا 🌉", "المارَّة", "👩‍👩‍👧 إن", "الطريق آمنة"]


@pytest.mark.parametrize("words", SELECTED)
def test_a_selection_gives_exact_code_points(visit, site, words):
    found = statement(site[1], "الطريق آمنة")
    text = site[1].document(found.document).text
    page = visit(f"/statements/{found.id}")
    page.evaluate("""words => {
      const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
      const nodes = [];
      let whole = "";
      while (walker.nextNode()) {
        if (!walker.currentNode.parentElement.closest("[data-start]")) continue;
        nodes.push([walker.currentNode, whole.length]);
        whole += walker.currentNode.data;
      }
      const at = (place, end) => {
        const [node, start] = nodes.findLast(([, start]) => end ? start < place : start <= place);
        return [node, place - start];
      };
      const from = whole.indexOf(words);
      getSelection().setBaseAndExtent(...at(from, false), ...at(from + words.length, true));
    }""", words)  # fmt: skip
    page.wait_for_function("document.querySelector('[data-bounds] [name=start]').value !== ''")
    start, end = (int(page.input_value(f"[data-bounds] [name={name}]")) for name in ("start", "end"))
    assert (start, end) == (text.index(words), text.index(words) + len(words))
    assert page.inner_text("[data-picked]") == words


def test_bounds_are_moved_by_selecting(visit, site):
    found = statement(site[1], "سيفتح غدا")
    page = visit(f"/statements/{found.id}")
    place = page.evaluate("""() => {
      const piece = [...document.querySelectorAll(".text .content")].find((one) => one.textContent.includes("سيُفتَحُ"));
      const at = piece.textContent.indexOf("سيُفتَحُ");
      const range = document.createRange();
      range.setStart(piece.firstChild, at + 2);
      range.setEnd(piece.firstChild, at + 3);
      const box = range.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    }""")
    page.mouse.dblclick(*place)
    page.wait_for_function("document.querySelector('[data-bounds] [name=start]').value !== ''")
    page.fill("[data-bounds] [name=why]", "هذا وحده")
    page.click("[data-bounds] button")
    page.wait_for_selector("#panel .tag.corrected")
    (made,) = [c for c in site[1].corrections(found.id) if c.live]
    assert [span.text for span in site[1].statement(found.id).statement.content] == ["سيُفتَحُ"] and made.why == "هذا وحده"
    page.click("#panel .undo button")
    page.wait_for_selector("#panel .undone")
    assert site[1].statement(found.id).state == "machine"


def test_layers_are_switched_off(visit, site):
    page = visit(f"/documents/{statement(site[1], 'الكلفة').document}")

    def line(selector):
        return page.eval_on_selector(selector, "one => getComputedStyle(one).textDecorationLine")

    assert line(".text .content") == "underline"
    page.uncheck("#layer-content")
    assert line(".text .content") == "none"
    assert page.locator(".notechain").first.is_visible()
    page.uncheck("#layer-chain")
    assert not page.locator(".notechain").first.is_visible()


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_a_story_leads_from_the_list_to_a_statement_in_its_text(visit, site, size):
    page = visit("/stories?q=who:السروجي", size=size)
    page.click(".stories a >> nth=0")
    page.wait_for_selector(".beside-outlets article")
    assert page.locator(".beside-outlets :is(ins, del)").count() > 2
    page.click(".beside-outlets article a >> nth=-1")
    page.wait_for_selector("#panel .statement")


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_a_keyboard_alone_splits_a_story_and_puts_it_together_again_without_scripts(visit, site, size):
    story = site[1].stories("who:السروجي")[0]
    page = visit(f"/stories/{story.id}", size=size, script=False)
    tab_to(page, "#documents > summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=document]")
    page.keyboard.press("Space")
    tab_to(page, "#documents [name=why]")
    page.keyboard.type("حدث آخر")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    assert [one.id for one in site[1].stories.get(story.id).documents] == [one.id for one in story.documents[1:]]
    tab_to(page, "#merging > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#merging [name=q]")
    page.keyboard.type("who:السروجي")
    tab_to(page, "#merging [name=day]")
    page.keyboard.type("2031")
    page.keyboard.press("Enter")
    page.wait_for_selector("#merging [type=radio]")
    tab_to(page, "#merging [type=radio]")
    page.keyboard.press("Space")
    tab_to(page, "#merging [name=why]")
    page.keyboard.type("هو نفسه")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status]")
    assert site[1].stories.get(story.id).documents == story.documents
    for together in (False, True):  # the merge is undone, then that
        tab_to(page, "#decisions ol summary")
        page.keyboard.press("Enter")
        tab_to(page, "#decisions [name=why]")
        page.keyboard.type("خطأ")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert (site[1].stories.get(story.id).documents == story.documents) == together


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_are_told_apart_by_shape_and_can_be_switched_off(visit, site, theme):
    page = visit(f"/documents/{statement(site[1], 'الإرهابيين').document}", theme=theme)

    def look(voice):
        return page.eval_on_selector(f".text .label.{voice}", "one => { const s = getComputedStyle(one); return [s.backgroundColor, s.boxShadow]; }")

    own, quoted = look("own"), look("quoted")
    assert own[0] != "rgba(0, 0, 0, 0)" and quoted[0] == "rgba(0, 0, 0, 0)"  # filled, hollow
    assert "inset" in quoted[1] and own[1] != quoted[1]
    assert page.locator(".key .label").count() == 2
    page.uncheck("#layer-label")
    assert look("own") == look("quoted") == ["rgba(0, 0, 0, 0)", "none"]


def test_a_figure_of_labels_leads_to_the_word_in_its_text(visit):
    page = visit("/labels/armed_group?by=outlet", size=TELEPHONE)
    page.click("table .group a >> nth=0")
    page.click(".said a.label >> nth=0")
    page.wait_for_selector(".text .label:target")
    assert page.inner_text(".text .label:target") == "المسلحون"


def test_more_results_come_without_leaving_the_page(visit):
    page = visit()
    before = page.locator(".hit").count()
    page.click("[data-more]")
    page.wait_for_function("n => document.querySelectorAll('.hit').length > n", arg=before)
    assert page.url.endswith("/")


def test_facets_narrow_down(visit):
    page = visit("/?q=" + "الحافلة")
    page.wait_for_selector(".facets .count")
    page.click(".facets a >> nth=0")
    page.wait_for_selector(".chips")
    assert "who:" in page.inner_text(".chips")


def test_language_theme_and_digits_are_chosen(visit):
    page = visit()
    assert page.get_attribute("html", "dir") == "rtl"
    page.click(".top .menu summary")
    page.check("input[name=language][value=en]")
    page.check("input[name=theme][value=dark]")
    page.check("input[name=digits][value=arabic]")
    page.click(".top .menu button >> nth=0")
    page.wait_for_selector("html[lang=en][dir=ltr]")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert sum(int(n) for n in re.findall(r"\d+", dark)[:3]) < 150
    page.wait_for_selector(".facets .count")
    assert re.search("[٠-٩]", page.inner_text(".facets"))


def test_what_is_printed_is_dark_on_light(visit, site):
    page = visit(f"/documents/{statement(site[1], 'الكلفة').document}", theme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate("[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.querySelector('.text p')).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert not page.locator(".top, .panel, .layers").filter(visible=True).count()


def test_without_scripts_all_works_but_selecting(visit, site):
    page = visit("/?q=" + "تشققات", script=False)
    page.click(".hit q")
    page.click("#panel button[value=accept]")
    assert "accepted" in page.inner_html("#panel")
    page.click("#panel .undo button")
    page.fill("[data-bounds] [name=start]", "0")
    page.fill("[data-bounds] [name=end]", "4")
    page.select_option("[data-bounds] [name=field]", "source")
    page.click("[data-bounds] button")
    found = statement(site[1], "تشققات")
    assert site[1].statement(found.id).statement.source.text == site[1].document(found.document).text[:4]


def test_a_pasted_text_is_read_at_once(visit):
    page = visit("/read")
    page.fill("textarea", "قالت الطبيبة ليلى الشامي إن المستشفى مفتوح 😀.")
    page.click("main form button >> nth=0")
    page.wait_for_selector(".note")
    assert "ليلى الشامي" in page.inner_text(".voices")


def test_the_kept_page_is_shown_and_runs_nothing(visit, site):
    page = visit(f"/documents/{statement(site[1], 'المدرسة').document}/page")
    frame = page.frames[1]
    assert "السروجي" in frame.locator("body").inner_text()
    assert frame.locator("script, img[src^=http]").count() == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_kept_page_stands_beside_the_text_where_there_is_room(visit, site, language):
    id = statement(site[1], "المدرسة").document
    page = visit(f"/documents/{id}?beside=page", language=language)
    frame, text = (page.locator(one).bounding_box() for one in (".beside iframe", "article.text"))
    apart = frame["x"] >= text["x"] + text["width"] if language == "en" else frame["x"] + frame["width"] <= text["x"]
    assert (apart or frame["x"] + frame["width"] <= text["x"] or frame["x"] >= text["x"] + text["width"])
    assert abs(frame["y"] - text["y"]) < 40 and frame["width"] > 400
    assert "السروجي" in page.frames[1].locator("body").inner_text()
    assert page.get_attribute(".beside iframe", "sandbox") == ""
    assert page.frames[1].locator("script, img[src^=http]").count() == 0
    page.click(".note >> nth=0")
    page.wait_for_selector("#panel .statement")
    assert page.url.endswith("?beside=page")
    page.set_viewport_size(TELEPHONE)
    frame, text = (page.locator(one).bounding_box() for one in (".beside iframe", "article.text"))
    assert frame["width"] <= 390 and text["width"] <= 390


# -- how it looks ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_no_page_is_wider_than_its_screen(visit, site, language, size):
    page = visit(language=language, size=size)
    for path in pages(site[1]):
        if path != "/nothing" and "denny" not in path:  # their status is an error in the console
            page.goto(site[0] + path)
            wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], path


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def test_nothing_moves_when_fonts_and_counts_come(visit, site, size):
    page = visit("/speakers", size=size)
    for path in ("/", f"/statements/{statement(site[1], 'متين').id}"):
        page.goto(site[0] + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        shift = page.evaluate("""() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 200);
        })""")
        assert shift <= NO_SHIFT, path


def test_the_first_page_is_light(site, chromium):
    context = chromium.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes, kinds = {}, {}
    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(site[0])
    page.wait_for_load_state("networkidle")
    sent = sum(size for one, size in sizes.items() if kinds.get(one) != "Font")
    context.close()
    print(f"first page without fonts: {sent:,} bytes in {sum(k != 'Font' for k in kinds.values())} answers")
    assert 5_000 < sent < FIRST_PAGE_BYTES


@pytest.mark.skipif(not AXE, reason="MUSNAD_AXE names no axe.min.js (npm install axe-core)")
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(chromium, site, language, theme):
    script = Path(AXE).read_text(encoding="utf-8")
    context = chromium.new_context(viewport=DESKTOP)
    context.add_cookies([{"name": "musnad_view", "value": f"{language}.{theme}.latin", "url": site[0]}])
    page = context.new_page()
    found = []
    for path in pages(site[1]):
        page.goto(site[0] + path)
        page.wait_for_load_state("networkidle")
        page.evaluate(script)
        for violation in page.evaluate("axe.run({iframes: false}).then((found) => found.violations)"):
            found += [f"{path}: {violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
                      for node in violation["nodes"][:2]]  # fmt: skip
    context.close()
    assert found == [], "\n".join(found)
