# Needs nothing but Python 3.11 or newer and make. Everything is installed into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Tests of the analysis are independent of each other: two workers on two cores.
WORKERS ?= 2

.PHONY: demo test lint corpus conformance docs bench clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The extra is installed when pyproject.toml is newer than the last time.
$(VENV)/runtime: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/dev: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/runtime

demo: $(VENV)/runtime
	$(BIN)/python -m benchmarks.demo

test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check pytea lsp tests
	$(BIN)/mypy

corpus: $(VENV)/dev
	$(BIN)/python -m tests.corpus.table

conformance: $(VENV)/dev
	$(BIN)/python -m tests.conformance.coverage

# Writes the real output of every command into the pages that show it.
docs: $(VENV)/dev
	$(BIN)/python -m tests.docs.sessions

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks.run

clean:
	rm -rf $(VENV) build dist .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
