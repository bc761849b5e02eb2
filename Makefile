# Two commands matter: `make run` and `make test`. Everything is installed into .venv, data lives under var/.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
LOCAL := $(VENV)/.installed-local
TEST := $(VENV)/.installed-test
STATIC := var/.static-collected
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
# WORKERS processes share the test run: three for the two cores that are the measure, because a test that waits for its
# browser leaves one idle.
WORKERS ?= 3

.PHONY: run test tests test-fast test-firefox coverage check manage demo lock bench fuzz messages help

help:
	@echo "make run      serve the app on 127.0.0.1:\$$PORT (8000), PostgreSQL included"
	@echo "make test     every check and every test"
	@echo "make test-fast   the tests that need no browser and start no server"
	@echo "make test-firefox   the tests of what a browser restores, in an installed Firefox"
	@echo "make manage ARGS=\"createsuperuser\"   any manage.py command on the same database"
	@echo "make demo     add a sample company with eight quarters, and say how to sign in (ARGS=\"--language de\")"
	@echo "make coverage the tests without a browser, and which share of each app they run"
	@echo "make check | make bench | make messages | make lock"

run: $(LOCAL) $(STATIC)
	@exec $(PY) -m devserver serve

manage: $(LOCAL)
	@exec $(PY) -m devserver manage $(ARGS)

demo: $(LOCAL)
	@$(PY) -m devserver manage release --verbosity 0
	@$(PY) -m devserver manage demo $(ARGS)

# The checks run beside the tests, which leave them time. Their output comes first; a failure of either fails both.
test: $(TEST)
	@$(MAKE) --no-print-directory --jobs 2 check tests

tests: $(TEST)
	@$(PY) -m devserver browser
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup

# What needs no browser and starts no server: most of the tests, in a quarter of the time.
SLOW := tests/journeys tests/robustness tests/devserver
test-fast: $(TEST)
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup $(addprefix --ignore=,$(SLOW))

check: $(TEST)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --quiet --lint templates
	$(PY) -m djlint --quiet --check templates
	$(VENV)/bin/oxfmt --check static/css static/js
	@if [ -x $(VENV)/bin/biome ]; then $(VENV)/bin/biome lint --error-on-warnings static; \
	  else echo "There is no biome for this machine: CSS and JavaScript are not linted."; fi
	$(PY) -m mypy --no-error-summary
	$(VENV)/bin/python -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	$(PY) -m devserver manage --throwaway makemigrations --check --dry-run
	$(PY) -m devserver catalogues --check

# Which share of each app's lines and branches the tests without a browser run. The floor is fail_under in pyproject.toml.
COVERED := $(patsubst %/__init__.py,%,$(filter-out tests/% devserver/%,$(wildcard */__init__.py)))
coverage: $(TEST)
	$(PY) -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report= $(addprefix --ignore=,$(SLOW))
	@for app in $(COVERED); do \
	  printf '%-14s %5s %%\n' $$app $$($(PY) -m coverage report --include="$$app/*" --format=total --fail-under=0); done
	@printf '%-14s ' together; $(PY) -m coverage report --format=total

# What a browser restores differs between browsers: the same in a Firefox, where one is installed.
test-firefox: $(TEST)
	$(PY) -m pytest tests/journeys -m firefox -n 0

bench: $(TEST)
	$(PY) -m pytest tests/bench -m bench -s -n 0

# Odd requests to every address, as every kind of reader, and sheets that were changed at random.
fuzz: $(TEST)
	$(PY) -m pytest tests/fuzz -m fuzz -s -n 0

# For contributors who change interface texts; needs GNU gettext. English is left alone: locale/en rewords
# sentences of packages, by hand, and `make check` refuses any other message in it.
messages: $(TEST)
	@command -v xgettext >/dev/null || { echo "make messages needs GNU gettext: apt-get install gettext"; exit 1; }
	$(PY) -m devserver manage --throwaway makemessages -l it -l fr -l es -l de -l pt_BR --no-wrap --no-location -i .venv -i var -i tests

lock: $(TEST)
	for part in base local test; do \
	  case $$part in base) extra="";; local) extra="--extra local";; test) extra="--extra local --extra test";; esac; \
	  $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url \
	    --no-emit-find-links --no-annotate $$extra pyproject.toml --output-file requirements/$$part.txt || exit 1; \
	done

$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "A virtual environment could not be made. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(LOCAL): requirements/local.txt | $(PY)
	@echo "Installing what the app needs into $(VENV) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/local.txt
	@touch $@

$(TEST): requirements/test.txt | $(PY)
	@echo "Installing what the app and its tests need into $(VENV) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@ $(LOCAL)

$(STATIC): requirements/local.txt $(shell find static -type f 2>/dev/null) | $(LOCAL)
	@$(PY) -m devserver manage --no-database collectstatic --noinput --verbosity 0
	@touch $@
