# make demo: set up and code the example reports.  make test: set up and run every check.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(if $(shell $(p) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))" 2>/dev/null && echo yes),$(p))))
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: demo test lint unit lock pin bench fuzz kills screenshots weights cross-validation measure clean

demo: $(VENV)/.installed
	$(BIN)/standoff read examples --record $(VENV)/demo.db

test: lint unit

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.tested
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.tested
	$(BIN)/python benchmarks/coding.py
	$(BIN)/python benchmarks/reading.py

# damaged and invented input for every reader, half an hour
fuzz: $(VENV)/.tested
	$(BIN)/python -m tests.reading.fuzz

# kill the reading of reports at 500 random moments; each time the same command must finish the work
kills: $(VENV)/.tested
	$(BIN)/python -m tests.ledger.kills --kills 500
	$(BIN)/python -m tests.ledger.kills --kills 50 --postgresql

# pictures of every view, wide, narrow and dark, in screenshots/ (git ignores it): RECORD=crisis.db ON=2022-01-28
screenshots: $(VENV)/.tested
	$(BIN)/python tools/screenshots.py $(RECORD) $(ON)

# write the lock files anew from pyproject.toml
lock: $(VENV)/.tested
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group build --group dev --extra build pyproject.toml -o requirements-dev.lock

# pin the quality gate's floors at what the coder reaches now
pin: $(VENV)/.tested
	$(BIN)/python -m tests.pin_floor

# the weights of the package, from the data (training/README.md); PLV may be left out
weights: $(VENV)/.training
	$(BIN)/python -m training --polnear $(POLNEAR) $(if $(PLV),--plv $(PLV))
	$(BIN)/python -m training.calibrate --polnear $(POLNEAR)
	$(BIN)/python -m training.events.weigh

# PLV's training pairs by five-fold cross-validation, one file of answers a seed
cross-validation: $(VENV)/.training
	$(BIN)/python -m training.events.cross_validate $(PLV) build/cross-validation --start build/weights/stage-2.pt

# the package on the held-back sentences
measure: $(VENV)/.tested
	$(BIN)/python -m training.events.measure

$(VENV)/.training: $(VENV)/.tested
	$(PIP) install --group train
	@touch $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Standoff needs Python 3.11, 3.12 or 3.13: make PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml $(shell find src -type f -not -name '*.pyc')
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation .
	@touch $@

$(VENV)/.tested: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
