# Every habit of the project is a target: run · test · test-postgres · fleet · check · bench · attack · evaluate · screenshot ·
# constraints · wheel · audit · containers · clean.
# Set-up happens by itself, in .venv, and only again when pyproject.toml or constraints.txt change.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

.PHONY: help run test test-postgres fleet check bench attack evaluate screenshot constraints wheel audit containers clean

help:  ## Say what there is.
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run  ## Install if needed, then serve the reader at http://127.0.0.1:8000.
	@# The official package is fetched behind the running server; VISAVIS_OFFICIAL_PACKAGE=no does without.
	VISAVIS_OFFICIAL_PACKAGE=$${VISAVIS_OFFICIAL_PACKAGE:-yes} exec $(BIN)/visavis serve

test: $(VENV)/.dev .cache/htmx.min.js .cache/clients/node_modules/deepl-node  ## Run every test; without a browser the browser tests say why they skip.
	@# Tests start many processes, which would compile every module where the environment keeps no bytecode.
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadfile

test-postgres: $(VENV)/.dev .cache/htmx.min.js  ## Run the tests of pages and API on a PostgreSQL of their own.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.services $(BIN)/python -m pytest -n auto --dist loadfile tests/web

fleet: $(VENV)/.dev  ## Kill, restart and cut off the parts of a fleet while it translates; print a table.
	@$(BIN)/python -m tests.fleet

check: $(VENV)/.dev  ## Lint, format, types, import arrows and documentation.
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/unit/test_architecture.py tests/unit/test_docs.py

bench: $(VENV)/.dev  ## Measure speed and memory, and write docs/performance.md.
	@$(BIN)/python -m bench

attack: $(VENV)/.dev  ## Attack the product by texts, files, calls, slow connections, bad disks and kills; print a table.
	@$(BIN)/python -m tests.attack

evaluate: $(VENV)/.training  ## Score the bundled package: make evaluate SETS="folder/news folder/talks".
	@$(BIN)/python -m training.evaluate models $(SETS)

screenshot: $(VENV)/.dev .cache/htmx.min.js  ## Make the pictures of the documentation again.
	@$(BIN)/python -m tests.browser.screenshots
	@$(BIN)/python -m tests.browser.film

constraints: $(VENV)/.dev  ## Write the installed versions to constraints.txt.
	@$(BIN)/python -m pip freeze --exclude-editable --exclude visavis > constraints.txt

wheel: $(VENV)/.dev  ## Build the wheel, and beside it what it brings along, as CycloneDX.
	@$(BIN)/python -m build --wheel --no-isolation
	$(BIN)/python -m tests.release bill dist/visavis.cdx.json

audit: $(VENV)/.dev  ## Look for known faults in what a fresh install brings along, where PyPI can be asked.
	@$(BIN)/python -m tests.release audit

containers: .cache/containers/.ready  ## Lint the files of containers.
	@.cache/containers/bin/hadolint Dockerfile
	.cache/containers/bin/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml compose.fleet.yaml

clean:  ## Remove what the other targets made; the library in your data folder stays.
	@rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) > /dev/null || { echo "Python 3.11 or newer is missing: install it, or name it with make PYTHON=…"; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11: name a newer one with make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { echo "Python's venv module is missing: on Debian or Ubuntu, install the package python3-venv."; exit 1; }
	$(PYTHON) -m venv $(VENV)

.cache/containers/.ready: pyproject.toml
	@$(PYTHON) -m venv .cache/containers
	.cache/containers/bin/python -m pip --quiet install 'pip>=25.1'
	.cache/containers/bin/python -m pip --quiet install --group containers
	touch $@

$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Vis-à-vis into $(VENV) (once)…"
	$(PIP) install -c constraints.txt -e . || { echo "The package index could not be reached, or lacks a package named above: check the network, then run make again."; exit 1; }
	touch $@

# Dependency groups need pip 25.1, newer than the one that comes with Python 3.11.
$(VENV)/.dev: $(VENV)/.run
	@echo "Installing the tools for tests and checks into $(VENV) (once)…"
	$(PIP) install -c constraints.txt 'pip>=25.1' && $(PIP) install -c constraints.txt --group dev || { echo "The package index could not be reached, or lacks a package named above: check the network, then run make again."; exit 1; }
	touch $@

$(VENV)/.training: $(VENV)/.dev
	@echo "Installing sacreBLEU into $(VENV) (once)…"
	$(PIP) install -c constraints.txt --group evaluation
	touch $@

# The browser tests serve htmx's own bytes in place of the CDN's; without npm they say why they skip.
.cache/htmx.min.js:
	@mkdir -p .cache
	if command -v npm > /dev/null && npm pack --silent --pack-destination .cache htmx.org@4.0.1 > /dev/null 2>&1; then
	  tar -xzf .cache/htmx.org-4.0.1.tgz -C .cache --strip-components=2 package/dist/htmx.min.js
	else
	  echo "htmx could not be had from npm: the tests that need it will be skipped."
	fi

# Clients of the API that its contract tests call a server with; without npm those say why they skip.
.cache/clients/node_modules/deepl-node:
	@mkdir -p .cache/clients
	npm install --silent --no-audit --no-fund --prefix .cache/clients translate@3.1.0 libretranslate@1.0.1 deepl-node@1.28.0 > /dev/null 2>&1 || \
	  echo "The API's clients could not be had from npm: the tests that need them will be skipped."
