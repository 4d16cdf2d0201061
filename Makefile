# Without make: each target's commands stand below it as they are; put .venv for $(VENV), `install` first.

VENV ?= .venv
PORT ?= 8000
WORKERS ?= 2
PYTEST_ARGS ?= -m 'not slow'
COVERAGE := --cov --cov-report=term:skip-covered --cov-fail-under=90

# The first Python on the path that is new enough.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint install bench schema clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.installed-demo ## Install, ingest examples/ and serve the search page on port 8000 (PORT=8080 for another)
	$(VENV)/bin/rolegraph ingest examples
	@printf '\n  Open http://127.0.0.1:%s and ask: who influences C-level renewals\n  Stop with Ctrl-C.\n\n' '$(PORT)'
	$(VENV)/bin/rolegraph serve --host 127.0.0.1 --port $(PORT)

test: $(VENV)/.installed-dev ## Install and run the tests, without the slow ones (PYTEST_ARGS='-k search' for others)
	$(VENV)/bin/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: PYTEST_ARGS = $(COVERAGE)
check: lint test ## What CI runs: lint, then all tests, with branch coverage of at least 90 %

lint: $(VENV)/.installed-dev ## Style, types and the rooms' import rules
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/.installed-dev ## Measure what bench/ measures
	$(VENV)/bin/python -m bench

schema: $(VENV)/.installed-dev ## Write ontology/profile.schema.json anew from the records
	$(VENV)/bin/python -c 'import json; from ingest.json_document import to_json_schema; \
		print(json.dumps(to_json_schema(), indent=2, ensure_ascii=False))' > ontology/profile.schema.json.new
	mv ontology/profile.schema.json.new ontology/profile.schema.json

install: $(VENV)/.installed-dev ## Set up .venv with all that the other targets need

$(VENV)/.installed-dev: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(VENV)/bin/python -m pip install -c constraints.txt -e '.[ingest,dev]'
	@touch $(VENV)/.installed-demo $@

$(VENV)/.installed-demo: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(VENV)/bin/python -m pip install -c constraints.txt -e '.[ingest]'
	@touch $@

$(VENV)/pyvenv.cfg:
	@test -n '$(PYTHON)' || { echo 'Rolegraph needs Python 3.11 or newer, and none is on the path.' \
		'Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Rolegraph needs Python 3.11 or newer;' \
		"$(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

clean: ## Remove caches and build leftovers; .venv and the data stay
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov
	rm -f .coverage .coverage.*
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
