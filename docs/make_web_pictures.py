"""docs/web-*.png: pages of `musnad serve` on the examples, photographed by a headless Chromium.

usage: python docs/make_web_pictures.py [--out FOLDER]

Needs Playwright, and chromium with Arabic fonts: apt-get install chromium fonts-noto-core
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import musnad

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SIZE = {"width": 1180, "height": 780}  # CSS pixels: what a README shows without making letters too small
OUTLETS = {"sahil": "وكالة الساحل للأنباء", "rayah": "راية الجمهورية", "hibr": "حبر حر", "difaf": "الضفاف"}


def main() -> int:
    """Fill an archive, serve it, take the pictures."""
    parser = argparse.ArgumentParser(description="Make the pictures of the pages from real output.")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", metavar="FOLDER")
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"make_web_pictures: none of {', '.join(BROWSERS)} is here; install one", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/news.db"
        pages = fill(path)
        command = [sys.executable, "-m", "musnad.cli", "serve", "--archive", path, "--port", "0", "--readonly"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            assert server.stderr is not None
            address = re.findall(r"http://[0-9.:]+", server.stderr.readline())[0]
            photograph(browser, address, pages, options.out)
        finally:
            server.terminate()
            server.wait()
    return 0


def fill(path: str) -> dict[str, str]:
    """Add the examples to an archive; return what is photographed, by name."""
    with musnad.open(path, create=True) as archive:
        for number, file in enumerate(sorted((ROOT / "examples").glob("*.txt"))):
            text = file.read_text(encoding="utf-8")
            outlet = OUTLETS[file.stem.rpartition("-")[2]]
            day = {"at": f"2021-03-{10 + number:02}", "precision": "day", "evidence": "given"}
            archive.add(musnad.read(
                text, title=text.partition("\n")[0], outlet=outlet, url=f"https://{file.stem}.example/", published=day,
            ))  # fmt: skip
        chosen = next(result for result in archive.search("who:النجار via:الساحل OR أخلاقية OR التقرير الهندسي"))
    return {
        "web-search": "/?q=السد OR الهدنة", "web-reading": f"/statements/{chosen.id}",
        "web-network": "/network?nodes=45",
    }  # fmt: skip


def photograph(browser: str, address: str, pages: dict[str, str], out: Path) -> None:
    """Take the pictures: the search light, the reading dark, all in Arabic."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, path in pages.items():
            context = chromium.new_context(viewport=SIZE)  # type: ignore[arg-type]
            theme = "dark" if name == "web-reading" else "light"
            context.add_cookies([{"name": "musnad_view", "value": f"ar.{theme}.latin", "url": address}])
            page = context.new_page()
            page.goto(address + path)
            page.reload()  # fonts that came late the first time are there now
            page.wait_for_load_state("networkidle")
            page.screenshot(path=out / f"{name}.png")
            context.close()
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
