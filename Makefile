# Everything runs from .venv, which is created from requirements.lock; only Python 3.11+ and make are needed.
# PYTHON=python3.12 picks another interpreter. With uv on the PATH the installation is faster, with the same result.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PYTEST_ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test gates check bench fuzz neo4j neo4j-stop docs clean lock install

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 14

install: $(STAMP) ## create .venv from requirements.lock (every other target does it by itself)

# jieba comes as source only: its build tools come from the same lock, by hash, and no build fetches anything else.
$(STAMP): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then echo "parkgraph needs Python 3.11 or newer on the PATH (or: make PYTHON=/path/to/python3)" >&2; exit 1; fi
	@echo "installing into $(VENV) from requirements.lock" >&2
	@[ -x $(PY) ] || if command -v uv >/dev/null 2>&1; then uv venv --quiet --python "$(PYTHON)" $(VENV); \
		else "$(PYTHON)" -m venv $(VENV); fi
	@awk '/^[a-z0-9]/ { keep = /^(setuptools|wheel|packaging)==/ } keep' requirements.lock > $(VENV)/build-tools.lock
	@if command -v uv >/dev/null 2>&1; then install="uv pip install --quiet --python $(PY)"; \
		else $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip --upgrade >/dev/null; \
		install="$(PY) -m pip install --quiet"; fi; set -e; \
	$$install --require-hashes -r $(VENV)/build-tools.lock; \
	$$install --require-hashes --no-build-isolation -r requirements.lock; \
	$$install --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## the sample corpus in a fresh embedded graph: tables, a comparison, the evidence of a figure
	@$(VENV)/bin/parkgraph demo

test: $(STAMP) ## the whole test suite; it fetches and starts its own Neo4j
	@$(PY) -m pytest $(PYTEST_ARGS)

gates: $(STAMP) ## formatting, lint, types, import rules and generated docs
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) docs/generate_cli.py --check

check: gates test ## every gate, the same locally and in CI

bench: $(STAMP) ## the measurements of bench/, one after the other
	@set -e; for script in bench/bench_*.py; do [ -e "$$script" ] || continue; echo "== $$script" >&2; $(PY) "$$script"; done

fuzz: $(STAMP) ## a thousand broken files of every format through the readers (make test runs a sample)
	@$(PY) tests/fuzz/run_fuzz.py --count 1000

neo4j: $(STAMP) ## start a Neo4j on 127.0.0.1 (no Docker, no installed Java)
	@$(PY) ops/neo4j/neo4j.py start

neo4j-stop: $(STAMP) ## stop it
	@$(PY) ops/neo4j/neo4j.py stop

docs: $(STAMP) ## write docs/cli.md from the help texts, and the outputs in README.md from its commands
	@$(PY) docs/generate_cli.py
	@$(PY) docs/generate_readme.py

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean: ## remove what was built, and .venv; keeps parkgraph-data and .cache
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
