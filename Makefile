# Needs nothing but Python 3.11 or newer and make. Everything is installed into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Tests of the analysis are independent of each other: two workers on two cores.
WORKERS ?= 2

# The environment with the packages whose models are mutated; without one, only our own programs are.
MODELS ?=

.PHONY: demo test lint corpus mutants conformance docs library-mode site bench bench-jobs bench-lsp bench-scale bench-stubs vsix editors clean

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

test: lint editors
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check pytea lsp tests
	$(BIN)/mypy

corpus: $(VENV)/dev
	$(BIN)/python -m tests.corpus.table

# Runs in real torch what is not known yet, then scores pytea and writes docs/accuracy.md.
mutants: $(VENV)/dev
	$(BIN)/python -m benchmarks.mutants truth $(if $(MODELS),--python $(MODELS))
	$(BIN)/python -m benchmarks.mutants score --write $(if $(MODELS),--python $(MODELS))

conformance: $(VENV)/dev
	$(BIN)/python -m tests.conformance.coverage

# Judges the signatures of modules without an entry, and writes the figures into docs/library-mode.md.
library-mode: $(VENV)/dev
	$(BIN)/python -m tests.library_mode.table

# Writes the real output of every command into the pages that show it.
docs: $(VENV)/dev
	$(BIN)/python -m tests.docs.sessions

# The pages as a site, in site/.
site: $(VENV)/dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

# The extension for Visual Studio Code: vscode-extension/dist/pytea.vsix.
vsix: vscode-extension/dist/pytea.vsix

EXTENSION := $(wildcard vscode-extension/*.json vscode-extension/*.mjs vscode-extension/*.md vscode-extension/src/*.ts)

vscode-extension/node_modules/.package-lock.json: vscode-extension/package-lock.json
	cd vscode-extension && npm ci --no-audit --no-fund --ignore-scripts

vscode-extension/dist/pytea.vsix: $(EXTENSION) vscode-extension/node_modules/.package-lock.json
	cd vscode-extension && npm run package

# The editors that the tests drive, kept in ~/.cache/pytea-editor; what cannot be had is skipped by the tests.
editors:
	-tests/editors/setup.sh

bench-lsp: $(VENV)/dev
	$(BIN)/python -m benchmarks.lsp

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks.run

bench-jobs: $(VENV)/dev
	$(BIN)/python -m benchmarks.jobs

bench-scale: $(VENV)/dev
	$(BIN)/python -m benchmarks.scale

# What one call of an operator stub costs, written into benchmarks/stubs.md.
bench-stubs: $(VENV)/dev
	$(BIN)/python -m benchmarks.stubs

clean:
	rm -rf $(VENV) build dist site .bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
