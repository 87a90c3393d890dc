# Needs GNU make and Python 3.11 or later; everything else is installed into .venv from constraints.txt.
# Another Python:     make report PYTHON=/path/to/python3.12
# Another workspace:  make report WORKSPACE=../my-workshop

PYTHON ?= python3 python3.13 python3.12 python3.11
WORKSPACE ?= .
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PYTEST := $(BIN)/python -m pytest -n logical --dist loadfile

# Relative on purpose: pip splits these at blanks, and a folder's name may hold one. The second is for pip 25.3 and later.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: report test check lab messages docs screenshots benchmarks clean

report: $(READY) ## build the reports of the workspace
	$(BIN)/needs-analysis run "$(WORKSPACE)"

test: $(READY) ## run every test
	$(PYTEST)

check: $(READY) ## style, types and house rules; examples in the documentation are tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) tests/house

lab: $(READY) ## open the notebooks in JupyterLab
	$(BIN)/needs-analysis lab "$(WORKSPACE)"

messages: $(READY) ## bring the catalogue of translations up to date
	$(BIN)/python -m tests.house.extract_messages

docs: $(READY) ## write the codebook from the declared tables
	$(BIN)/python -m tests.house.write_codebook

screenshots: $(READY) ## take pictures of the built reports and their charts, into .screenshots/
	$(BIN)/python benchmarks/screenshots.py "$(WORKSPACE)/reports"

benchmarks: $(READY) ## measure the table of figures again, and put it into the README; after make report
	$(BIN)/python benchmarks --into README.md

clean: ## remove what setting up and testing left; data and reports stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests data benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@found=; \
	for python in $(PYTHON); do \
		if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Python 3.11 or later, with venv, was not found (looked for: $(PYTHON))." >&2; \
		echo "Install it (Debian, Ubuntu: apt install python3-venv; macOS: brew install python@3.13), or name it:" >&2; \
		echo "    make $(firstword $(MAKECMDGOALS) report) PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$found" --version); this is done once and takes a few minutes."; \
	"$$found" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq -e '.[dev]'
	@touch $(READY)
