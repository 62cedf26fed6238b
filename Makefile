# Every task of the house, in the words that CI uses too. Written for GNU make 3.81 (macOS) and newer.
# `make site` touches nothing outside this folder; `make test` may have to install a browser and a font.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# Two tasks at once would install into one environment at once.
.NOTPARALLEL:

# A stamp is newer than the lock it stands for: an unchanged lock is not installed again.
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
BENCH_READY := $(VENV)/bench/.ready

# The build backend comes first and from a lock too: else pip would fetch an unpinned one for each source package.
define install
@echo "Installing $(1) into $(VENV) (once; takes a minute)"
@$(PIP_INSTALL) --require-hashes -r requirements/build.lock
@$(PIP_INSTALL) --require-hashes --no-build-isolation --use-pep517 -r $(1)
@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
endef

.PHONY: help
help: ## List the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: site
site: $(SITE_READY) ## Build site/ and the offline zip below dist/ from raw/
# Exit 1 means built, with the sources that could not be used named above: the others deserve their site.
	$(BIN)/yanlu build || test $$? -eq 1
	$(BIN)/yanlu bundle

.PHONY: bundle
bundle: $(SITE_READY) ## Make the offline zip again from site/
	$(BIN)/yanlu bundle

.PHONY: serve
serve: $(SITE_READY) ## Show the site on this machine while you write
	$(BIN)/yanlu serve

.PHONY: test
test: $(TEST_READY) ## Run the whole test suite, browser tests included
	@$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest

.PHONY: lint
lint: $(TEST_READY) ## Check format, style, types and layers
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: check
check: lint test ## Run all that must pass before a change goes in
	$(BIN)/yanlu build --strict

.PHONY: bench
bench: $(BENCH_READY) ## Measure the build against others (SIZES="100 1000 3000", OPTIONS="--repeats 3 …")
	$(VENV)/bench/bin/python -m benchmarks.run --sizes $(or $(SIZES),100 1000) --repeats 1 $(OPTIONS)

.PHONY: lock
lock: $(VENV)/lock/bin/uv ## Write the locks anew (UPGRADE=1: with the newest versions)
	$(COMPILE) requirements/build.in -o requirements/build.lock
	$(COMPILE) pyproject.toml requirements/build.in -c requirements/build.lock -o requirements/site.lock
	$(COMPILE) pyproject.toml requirements/build.in --group test -c requirements/site.lock -o requirements/test.lock
	$(COMPILE) pyproject.toml requirements/build.in --group bench -c requirements/site.lock -o requirements/bench.lock

# No index in the locks: each machine has its own, and the hashes say what is the same.
# One version of a package for all Pythons (fewest), so that all build the same site.
COMPILE = $(VENV)/lock/bin/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## Remove all that was generated; raw/ and .venv stay
	rm -rf site dist build docs/.generated docs/index.md docs/speeches docs/glossary docs/xref docs/data docs/search
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./$(VENV) -prune -o -name __pycache__ -prune -exec rm -rf {} +

# Where no working Python stands there is no environment to lose: --clear sweeps up what a vanished one left.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Yanlu needs Python 3.11 or newer, and $(PYTHON) is not: install one, or name yours, as in: make site PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module: install it (on Debian and Ubuntu: apt-get install python3-venv), then call make again" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

$(SITE_READY): requirements/build.lock requirements/site.lock pyproject.toml | $(BIN)/python
	$(call install,requirements/site.lock)
	@touch $@

# The test lock holds all of the site lock, at the same versions (a test sees to it): both are ready then.
$(TEST_READY): requirements/build.lock requirements/test.lock pyproject.toml | $(BIN)/python
	$(call install,requirements/test.lock)
	@touch $@ $(SITE_READY)

# An environment of its own: the generators that we are compared with have no business beside our own.
$(BENCH_READY): requirements/build.lock requirements/bench.lock pyproject.toml | $(BIN)/python
	@echo "Installing requirements/bench.lock into $(VENV)/bench (once; takes a minute)"
	@$(BIN)/python -m venv --clear $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/build.lock
	@$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --no-build-isolation --use-pep517 -r requirements/bench.lock
	@$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/lock/bin/uv: | $(BIN)/python
	@$(BIN)/python -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
