#!/usr/bin/env bash
# Build a wheel whose reader is compiled by mypyc, for this kind of machine, into dist/; unpack it in build/compiled, from
# where PYTHONPATH=build/compiled runs it in place of the source.
# usage: scripts/compile_wheel.sh PYTHON      a Python that has the package `build`; it needs a C compiler, too
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
python=$(cd "$(dirname "${1:?usage: scripts/compile_wheel.sh PYTHON}")" && pwd)/$(basename "$1")
if ! command -v "${CC:-cc}" >/dev/null; then
  echo "compile_wheel: notice: no C compiler, nothing is compiled; on Debian and Ubuntu: gcc and python3-dev" >&2
  exit 3
fi
cd "$root"
mkdir -p build
# By way of an sdist: what is compiled is compiled elsewhere, and leaves nothing beside the source.
HATCH_BUILD_HOOK_ENABLE_MYPYC=1 "$python" -m build --outdir build/wheel . >build/wheel.log 2>&1 || { cat build/wheel.log >&2; exit 1; }
mkdir -p dist
mv build/wheel/musnad-*-cp*.whl dist/
rm -rf build/wheel build/compiled
"$python" -m zipfile -e dist/musnad-*-cp"$("$python" -c 'import sys; print("%d%d" % sys.version_info[:2])')"-*.whl build/compiled
echo "compile_wheel: $(ls dist/musnad-*-cp*.whl)"
