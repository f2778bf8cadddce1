# Everything runs in .venv, which the first target that needs it makes.
PYTHON ?= python3
BIN := .venv/bin
PIP_AUDIT := 2.10.1
PIP := $(BIN)/pip --disable-pip-version-check install --quiet

.PHONY: help demo test coverage test-browser test-mail fmt lint types audit eval bench screenshots docs wheel mutants qmsum corpora models

help:            ## What can be made
	@grep -E '^[a-z-]+: .*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

.venv/run: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) --constraint constraints.txt --editable .
	@touch $@

.venv/dev: .venv/run
	$(PIP) --constraint constraints.txt --editable '.[train,outlook,cluster,remote,dev]'
	@touch $@

demo: .venv/run  ## Analyse the demo's notes and say where the report lies
	$(BIN)/notesnlp analyze corpora/demo -o demo-out

test: .venv/dev  ## All tests
	$(BIN)/pytest

coverage: .venv/dev ## All tests, and which branches none of them takes: build/coverage
	$(BIN)/pytest --cov --cov-report=term:skip-covered --cov-report=html:build/coverage

test-browser: .venv/dev ## report.html in Chromium (Debian's package chromium)
	$(BIN)/pytest -m browser tests/report tests/ledger

test-mail: .venv/dev ## What mail programs show of report.eml, by caniemail.com (needs Node.js 20 and npm)
	cd bench/mail && npm ci --no-audit --no-fund --silent
	$(BIN)/pytest -m node tests/report

fmt: .venv/dev   ## Format the code
	$(BIN)/ruff format notesnlp tests bench docs
	$(BIN)/ruff check --fix notesnlp tests bench docs

lint: .venv/dev  ## Style and layers
	$(BIN)/ruff format --check notesnlp tests bench docs
	$(BIN)/ruff check notesnlp tests bench docs
	$(BIN)/lint-imports

types: .venv/dev ## Types
	$(BIN)/mypy

audit:           ## Known weaknesses of the pinned dependencies, asked of pypi.org where that can be done
	@if $(PYTHON) -c "import urllib.request as u; u.urlopen('https://pypi.org/pypi/jinja2/3.1.2/json', timeout=10)" 2>/dev/null; then \
	  $(PYTHON) -m venv .venv-audit && .venv-audit/bin/pip --disable-pip-version-check install --quiet pip-audit==$(PIP_AUDIT) && \
	  .venv-audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --progress-spinner off; \
	else echo "pypi.org tells of no weaknesses here (no network, or a mirror without them): nothing was audited"; fi

eval: .venv/run  ## The shipped models on the sets of corpora/, and all tables of measurements
	$(BIN)/notesnlp evaluate corpora/validation
	$(BIN)/notesnlp evaluate corpora/benchmark
	$(BIN)/notesnlp evaluate corpora/demo
	@cat bench/tables/*.md  # what needs a training, a day or texts from elsewhere, as it was measured

bench: .venv/dev ## Time and memory
	$(BIN)/python -m bench.run

screenshots: .venv/dev demo ## Pictures of the demo's report and mail for the documentation
	$(BIN)/python -m bench.screenshots demo-out docs/images

docs: .venv/dev  ## The documentation, warnings as errors
	$(BIN)/python docs/cli_reference.py
	$(BIN)/python docs/settings_reference.py
	$(BIN)/python docs/finding_schema.py
	$(BIN)/python docs/messages.py
	$(BIN)/python docs/house.py
	$(BIN)/sphinx-build -W -q -b html docs docs/_build

wheel: .venv/dev ## The wheel, models inside, in dist
	$(BIN)/python -m build --wheel

mutants: .venv/dev ## Do the tests notice small changes of the code? MODULE=notesnlp/themes/priority.py for one file, SAMPLE=200 for so many
	$(BIN)/python -m bench.mutants $(MODULE) $(if $(SAMPLE),--sample $(SAMPLE))

qmsum: .venv/dev ## Join the annotations of real meetings with a QMSum checkout: QMSUM=folder
	$(BIN)/python -m bench.corpora.qmsum join $(QMSUM)

corpora: .venv/dev ## What the corpora hold, near-duplicates, agreement of annotations
	$(BIN)/python -m bench.corpora.statistics > corpora/STATISTICS.md
	$(BIN)/python -m bench.corpora.duplicates > corpora/DUPLICATES.md
	$(BIN)/python -m bench.corpora.agreement > corpora/AGREEMENT.md

models: .venv/dev ## Train the models again: some seven hours on two cores
	$(BIN)/python -m bench.models
