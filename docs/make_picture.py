"""docs/picture.png: a page of examples/ as a notebook shows it, photographed by a headless Chromium.

usage: python docs/make_picture.py [--page FILE] [--out FILE]

Needs chromium and an Arabic font: apt-get install chromium fonts-noto-core
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import musnad

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "examples" / "1-dam-sahil.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip
WIDTH = 900  # CSS pixels: a line of some twenty words, as wide as a README is shown
SCALE = 1.35  # pixels of the picture a CSS pixel: sharp, and under 300 kB
TIMEOUT_S = 60
FONTS = "'Noto Naskh Arabic', 'Noto Sans Arabic', 'Geeza Pro', 'Segoe UI', sans-serif"
FRAME = (
    '<!doctype html><html><meta charset="utf-8"><body style="margin:0;background:#fff;font:17px {fonts}">'
    "<div id=page>{view}</div>"
    "<script>document.title = Math.ceil(document.getElementById('page').getBoundingClientRect().height)</script>"
)


def main() -> int:
    """Read a page, lay it out, measure it, take the picture."""
    parser = argparse.ArgumentParser(description="Make the picture of the README from real output.")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE", help="the text (examples/1-dam-sahil.txt)")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "picture.png", metavar="FILE")
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"make_picture: none of {', '.join(BROWSERS)} is here; install one", file=sys.stderr)
        return 1
    view = musnad.read(options.page.read_text(encoding="utf-8").rstrip())._repr_html_()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(FRAME.format(fonts=html.escape(FONTS), view=view), encoding="utf-8")
        laid_out = _browse(browser, folder, page, "--dump-dom", f"--window-size={WIDTH},1000")
        height = re.search(r"<title>(\d+)</title>", laid_out)
        if height is None:
            print("make_picture: the browser laid out no page", file=sys.stderr)
            return 1
        size = f"--window-size={WIDTH},{height[1]}"
        _browse(browser, folder, page, f"--screenshot={options.out}", size, f"--force-device-scale-factor={SCALE}")
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")
    return 0


def _browse(browser: str, folder: str, page: Path, *flags: str) -> str:
    command = [browser, *QUIET, f"--user-data-dir={folder}/profile", *flags, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=TIMEOUT_S).stdout


if __name__ == "__main__":
    sys.exit(main())
