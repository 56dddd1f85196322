# The one way in, for people and for machines. `make help` lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.complete
PLACES := src/verbale/data/gazetteer.db

export OMP_NUM_THREADS := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup read test check lint format bench docs lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(STAMP) ## make .venv with everything locked, verbale included

$(STAMP): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "verbale needs Python 3.11, 3.12 or 3.13; $(PYTHON) is: $$($(PYTHON) --version 2>&1)." \
	            "Name another, for example: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index \
	  --no-build-isolation --editable .
	@touch $@

$(PLACES): $(STAMP) tools/make_gazetteer.py tools/division_names.tsv \
    $(addprefix src/verbale/data/actors/,regions.tsv places.tsv states.tsv country_points.tsv)
	$(BIN)/python tools/make_gazetteer.py
	@touch $@

read: setup ## read the reports in examples/ into verbale.db and print what they say
	$(BIN)/verbale read examples/

test: setup $(PLACES) ## run the tests
	$(BIN)/python -m pytest -n auto

check: lint test ## everything that must hold: format, lint, types, imports, ceilings, tests

lint: setup ## the checks of `make check` without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/ceilings.py src tests tools benchmarks

format: setup ## put the code into the agreed form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure speed: start, one article, many articles
	$(BIN)/python -m benchmarks

docs: setup ## write docs/schema.json from the classes, and the output that README.md shows
	$(BIN)/verbale schema > docs/schema.json.new
	mv docs/schema.json.new docs/schema.json
	$(BIN)/python tools/examples.py

lock: setup ## write the locks anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --output-file requirements.txt
	uv pip compile pyproject.toml --extra dev --constraint requirements.txt --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file requirements-dev.txt

clean: ## remove what the other targets made, verbale.db kept
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
