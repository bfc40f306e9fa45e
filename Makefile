# One line of help stands after `##` beside each target; `make` alone lists them.
# Written for GNU make 3.81 (macOS) and newer.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OLDEST := .venv-oldest
LESSON_1 := notebooks/logistic_regression/logistic_regression.ipynb

# What differs from version to version: numbers, pictures, messages and made files, by one lesson where it takes long.
QUICK := $(addprefix tests/test_,data_and_plots.py learner.py oracles.py verdicts.py exercises.py editions.py) \
	-k "not (test_exercises or test_editions) or logistic_regression or golden"

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
# JupyterLab refuses to start for root (a container's usual user) without being told.
ALLOW_ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.DEFAULT_GOAL := help
.PHONY: help lab test oldest build check grade bench format pins clean

help: ## list the targets
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

lab: $(READY) $(LESSON_1) ## open JupyterLab on lesson 1 (ARGS="--no-browser --port 8899")
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m jupyterlab \
		--ServerApp.root_dir=. --LabApp.default_url=/lab/tree/$(LESSON_1) $(ALLOW_ROOT) $(ARGS)

test: $(READY) ## run every test (ARGS="-k probe" for some)
	@.ci/packages
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder $(ARGS)

oldest: $(OLDEST)/.ready ## run the quick tests with the oldest packages that pyproject.toml allows
	@# An old scikit-learn uses what is deprecated in the new SciPy that it brings along.
	@$(OLDEST)/bin/python -m pytest -n logical --maxprocesses 4 --dist loadgroup \
		-W ignore::DeprecationWarning $(QUICK) $(ARGS)

build: $(READY) ## make the three editions of every lesson from lessons/
	@$(BIN)/gradschool build $(ARGS)

check: $(READY) ## rebuild, compare with what is committed, prove every exercise
	@$(BIN)/gradschool build --check $(ARGS)
	@$(BIN)/gradschool prove $(ARGS)

grade: $(READY) ## grade a class (ARGS=logistic_regression)
	@$(BIN)/gradschool grade $(ARGS)

bench: $(READY) ## measure grading against stock nbgrader
	@$(BIN)/python benchmarks/grading.py $(ARGS)

format: $(READY) ## format and lint the code
	@$(BIN)/ruff format $(ARGS)
	@$(BIN)/ruff check --fix $(ARGS)

pins: $(READY) ## recompile requirements.txt from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --annotation-style line \
		--extra teach --extra dev --output-file requirements.txt $(ARGS) pyproject.toml

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) $(OLDEST) dist .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The set-up, done again only when the pins or the package's description change.
$(READY): requirements.txt pyproject.toml
	@$(BIN)/python -c 'import pip; $(SUPPORTED)' 2>/dev/null || { \
		$(PYTHON) -c '$(SUPPORTED)' 2>/dev/null || { \
			echo "gradschool needs Python 3.11 to 3.14; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo missing)." \
				"Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }; \
		$(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing the pinned packages into $(VENV): a minute or two, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@# Without it, JupyterLab's first words are a question about its news, and it asks the network for them.
	@$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements" >/dev/null 2>&1
	@touch $(READY)

# The lowest version of each package that is named there; what those bring along is as new as they allow.
$(OLDEST)/.ready: $(READY)
	@echo "Installing the oldest packages into $(OLDEST)."
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(OLDEST)
	@$(BIN)/uv pip install --quiet --python $(OLDEST)/bin/python --resolution lowest-direct --editable ".[teach,dev]" \
		"pyparsing==3.2.*" # the last that matplotlib 3.9 does not make warn
	@touch $@

# Made only if missing: a learner's own work in it is never overwritten.
$(LESSON_1): | $(READY)
	@$(BIN)/gradschool build
