#!/usr/bin/env bash
# Build the wheel, install it in an empty environment and read with it there: does it bring everything, lexicon too?
# usage: scripts/try_wheel.sh PYTHON      a Python that has the package `build`
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
python=$(cd "$(dirname "${1:?usage: scripts/try_wheel.sh PYTHON}")" && pwd)/$(basename "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Nothing of the source tree or of the user's caches may help.
unset PYTHONPATH PYTHONHOME
export XDG_CACHE_HOME="$folder/cache" PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1
cp "$root"/examples/*.txt "$folder/" 2>/dev/null || true
cd "$folder"
page=$(find . -maxdepth 1 -name '*.txt' | LC_ALL=C sort | head -n 1)
if [ -z "$page" ]; then
  page=page.txt
  printf 'قال رئيس البلدية إن الجسر الجديد سيفتح قبل نهاية العام.\n' >"$page"
  echo "try_wheel: notice: examples/ has no page, a sentence is read instead"
fi

echo "try_wheel: building"
"$python" -m build --wheel --outdir dist "$root" >build.log 2>&1 || { cat build.log >&2; exit 1; }
wheel=$(find dist -name '*.whl')
"$python" - "$wheel" "$root/src/musnad" <<'PYTHON'
import sys, zipfile
from pathlib import Path

names = set(zipfile.ZipFile(sys.argv[1]).namelist())
source = Path(sys.argv[2])
wanted = {f"musnad/{p.relative_to(source).as_posix()}" for p in source.rglob("*") if p.suffix in {".py", ".yaml", ".html", ".css", ".js", ".po", ".svg", ".woff2", ".txt"}}
missing = sorted(wanted - names)
if not any(name.endswith("/licenses/LICENSE") for name in names):
    missing.append("LICENSE")
foreign = sorted(name for name in names if not name.startswith(("musnad/", "musnad-")))
if missing or foreign:
    sys.exit(f"try_wheel: the wheel lacks {missing or 'nothing'} and has {foreign or 'nothing'} that isn't its own")
PYTHON

echo "try_wheel: installing $(basename "$wheel") in an empty environment"
"$python" -m venv empty
empty/bin/python -m pip --quiet install "$wheel"
empty/bin/musnad --version
empty/bin/musnad --help >help.txt
empty/bin/musnad read "$page" >table.txt
empty/bin/musnad read --format jsonl "$page" >page.jsonl
empty/bin/python - "$folder" <<'PYTHON'
import sys
from pathlib import Path

import musnad

document = musnad.Document.from_json(Path("page.jsonl").read_bytes())
home = Path(musnad.__file__).resolve()
if not home.is_relative_to(Path(sys.argv[1]).resolve()):
    sys.exit(f"try_wheel: musnad came from {home}, not from the wheel")
if not document.statements or not Path("table.txt").read_text(encoding="utf-8").strip():
    sys.exit("try_wheel: the installed wheel read no statement; did the lexicon come along?")
print(f"try_wheel: fine, {len(document.statements)} statements read with the installed wheel")
PYTHON
