# A fresh machine needs Python 3.11 or later, git and make; the rest is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench docs clean

# The main job on the article's sources. Exit code 3 of `check` means that the registries could not be
# asked; the report says so, and it is no fault of the sources.
run: $(VENV)/installed-run
	@echo '$$ citekit format refs/sources.bib --style mla'
	@$(BIN)/citekit format refs/sources.bib --style mla
	@echo; echo '$$ citekit format refs/sources.bib --style apa'
	@$(BIN)/citekit format refs/sources.bib --style apa
	@echo; echo '$$ citekit update examples/article.md --bibliography refs/sources.bib --style mla --diff'
	@$(BIN)/citekit update examples/article.md --bibliography refs/sources.bib --style mla --diff
	@echo; echo '$$ citekit check refs/sources.bib'
	@$(BIN)/citekit check refs/sources.bib || test $$? -eq 3

# Every test, those in the docstrings and the README included.
test: $(VENV)/installed-test
	$(BIN)/python -m pytest -q

# The code's form: layout, lint, types.
check: $(VENV)/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Figures against peers, measured in the same run; CITEPROC_JS=FOLDER adds citeproc-js, as csl.py says.
bench: $(VENV)/installed-bench
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/csl.py
	$(BIN)/python benchmarks/formats.py
	$(BIN)/python benchmarks/handbooks.py

docs: $(VENV)/installed-docs
	$(BIN)/mkdocs build --strict

$(VENV)/installed-run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q src
	touch $@

$(VENV)/installed-%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$*]'
	$(BIN)/python -m compileall -q src
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) site
