# Everything lives in .venv; `make` alone lists what there is.

PORT ?= 8000
WORKERS ?= 2
THREADS ?= 4
SCALE ?= 1
UV_VERSION := 0.13.9

VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(VENV)/bin/uv
INSTALL := $(UV) pip install --quiet --python $(PYTHON) --requirements
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal \
	--python-version 3.11 --no-emit-index-url --no-emit-find-links

# Checks and tests take nothing from the shell's settings and touch no record.
CLEAN_ENV := env -u DATABASE_URL -u DEBUG -u HTTPS DATA_DIR=$(VENV)/scratch
PYTEST := $(PYTHON) -m pytest

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup dev run test lint bench format lock clean

help: ## list what there is
	@sed -n 's/^\([a-z]*\):.* ## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(VENV)/runtime.stamp ## all that run does, without the server
	@$(PYTHON) manage.py prepare --host 127.0.0.1 --port $(PORT)

dev: $(VENV)/dev.stamp ## make .venv with what development needs too

$(UV):
	@.ci/venv $(VENV) $(UV_VERSION)

$(VENV)/runtime.stamp: requirements.txt | $(UV)
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(UV)
	@$(INSTALL) requirements-dev.txt
	@touch $@

run: export HTTPS = off
run: export WEB_CONCURRENCY = $(WORKERS)
run: $(VENV)/runtime.stamp ## set everything up and serve it on 127.0.0.1, at PORT (8000)
	@$(PYTHON) .ci/port.py $(PORT)
	@$(PYTHON) manage.py prepare --host 127.0.0.1 --port $(PORT)
	@exec $(PYTHON) -m gunicorn claimtrack.wsgi:application --bind 127.0.0.1:$(PORT) --preload --no-control-socket \
		--limit-request-line 8190 \
		--threads $(THREADS)

lint: dev ## ruff, mypy and the arrows between the packages
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(CLEAN_ENV) $(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

test: dev lint ## all checks, then all tests on SQLite, on PostgreSQL and in a browser
	@.ci/need postgresql 'ls -d /usr/lib/postgresql/*/bin/initdb || command -v initdb'
	@.ci/need chromium 'test -x /usr/bin/chromium || ls -d ~/.cache/ms-playwright/chromium-*'
	$(CLEAN_ENV) $(PYTHON) manage.py makemigrations --check --dry-run
	$(CLEAN_ENV) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(CLEAN_ENV) $(PYTEST) -n 2 --dist worksteal -m "not browser"
	$(PYTHON) -m tests.cluster $(PYTEST) -n 2 --dist worksteal -m "not browser"
	$(CLEAN_ENV) $(PYTEST) -m browser

bench: dev ## what things cost, as ratios, on SQLite and on PostgreSQL, at SCALE (1)
	@.ci/need postgresql 'ls -d /usr/lib/postgresql/*/bin/initdb || command -v initdb'
	@$(PYTHON) -m tests.bench $(SCALE) $(ONLY)
	@$(CLEAN_ENV) $(PYTHON) -m tests.bench.verbatim
	@$(PYTHON) -m tests.cluster $(PYTHON) -m tests.bench.verbatim

format: dev ## put the code in order
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

lock: $(UV) ## write requirements*.txt anew from pyproject.toml
	@$(COMPILE) pyproject.toml --output-file requirements.txt
	@$(COMPILE) pyproject.toml --group dev --constraints requirements.txt \
		--output-file requirements-dev.txt

clean: ## remove .venv and caches; the record in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
