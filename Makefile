# musnad. `make` lists the targets. Each makes .venv by itself; nothing else has to be installed first.

SHELL := bash
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
# Tried in this order; `make PYTHON=/path/to/python3 …` comes before all.
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test check wheel bench soak clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.musnad ## read the pages in examples/: who said what
	@$(BIN)/musnad read examples/

test: .venv/.dev ## run the tests
	@$(BIN)/python -m pytest

check: .venv/.dev ## lint, types, score floors, and the built wheel in an empty environment
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python evals/gate.py
	scripts/try_wheel.sh $(BIN)/python

wheel: .venv/.dev ## a wheel with a compiled reader, for this kind of machine, in dist/; its reader's tests
	@scripts/compile_wheel.sh $(BIN)/python
	@PYTHONPATH=$(CURDIR)/build/compiled $(BIN)/python -m pytest -q tests/reading tests/arabic tests/lexicon

bench: .venv/.bench ## speed beside spaCy's tokenizer, start-up times, archives of 100,000 statements
	@$(BIN)/python bench/bench.py
	@! scripts/compile_wheel.sh $(BIN)/python || PYTHONPATH=$(CURDIR)/build/compiled $(BIN)/python bench/bench.py
	@$(BIN)/python bench/pages.py
	@$(BIN)/python bench/archive.py --statements 100000
	@$(BIN)/python bench/search.py --statements 100000
	@$(BIN)/python bench/resolving.py
	@$(BIN)/python bench/label_speed.py
	@$(BIN)/python bench/adding_stories.py --documents 10000

# Archives of 1,000,000 statements take an hour and 8 GB of the disk, Spark 10 GB: too long for bench.
soak: .venv/.musnad ## memory over 100,000 documents, mutated pages, 1,000,000 statements, 50 kills, Spark where it is there
	@$(BIN)/python bench/bench.py --memory
	@$(BIN)/python bench/fuzz.py
	@$(BIN)/python bench/archive.py
	@$(BIN)/python bench/search.py
	@$(BIN)/python bench/care.py --text
	@$(BIN)/python bench/archive.py --kills
	@$(BIN)/python bench/archive.py --together
	@$(BIN)/python bench/scale.py
	@$(BIN)/python bench/scale.py --memory --files 100 --size-mb 100

clean: ## remove .venv and everything else that was made here
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests evals bench -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is touched last, so a step that was cut short is done again.
.venv/.made:
	@for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  "$$python" -m venv --clear .venv && touch $@ && exit 0; \
	  echo "musnad: $$python could not make .venv (see above); on Debian and Ubuntu it needs the package python3-venv" >&2; exit 1; \
	done; \
	echo "musnad: no Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1

.venv/.musnad: pyproject.toml | .venv/.made
	@echo "installing musnad into .venv" >&2
	@$(PIP) --editable . && touch $@

.venv/.dev .venv/.bench: .venv/.%: pyproject.toml | .venv/.made
	@echo "installing musnad[$*] into .venv" >&2
	@$(PIP) --editable '.[$*]' && touch $@
