# Every developer's command, readable aloud.
PORT ?= 8000
PYTHON ?= python3
WORKERS ?= 1
V := .venv/bin
CHROMIUM := $(shell command -v chromium || command -v chromium-browser)
OLD_POSTGRES := /usr/lib/postgresql/15/bin
STATEMENTS := build/statements

.PHONY: demo test check bench browser clean lock

demo: .stamps/run .stamps/built            ## the demo agency on http://127.0.0.1:$(PORT)/
	@$(V)/svyazka demo --port $(PORT)

test: .stamps/dev .stamps/built browser    ## the whole suite, browser tests included; what was skipped is named with its reason
	@rm -rf $(STATEMENTS)
	@$(V)/python -m pytest svyazka $(if $(filter-out 1,$(WORKERS)),-n $(WORKERS)) -q -rs --statements $(STATEMENTS)
	@$(call on15,every statement of the suite:,-m svyazka.kit.statements $(STATEMENTS))

check: .stamps/dev .stamps/built           ## what must hold before a change lands
	$(V)/ruff check svyazka hatch_build.py bench
	$(V)/lint-imports
	$(V)/mypy
	$(V)/python -m svyazka.kit.testing makemigrations --check --dry-run
	$(V)/python -m svyazka.kit.messages check
	@$(call on15,tests of what a database does of itself:,-m pytest svyazka -q -rs -m "engine and django_db and not browser and not own_database")

# ask the oldest PostgreSQL that is promised, where it is: a title, what python shall run
on15 = if [ -x $(OLD_POSTGRES)/postgres ]; then echo "on PostgreSQL 15, $(1)"; SVYAZKA_PG_BIN=$(OLD_POSTGRES) $(V)/python $(2); \
	  else echo "skipped: PostgreSQL 15 is not on this machine"; fi

bench: .stamps/dev                         ## the benchmarks; each prints its figures as JSON
	@for file in bench/[a-z]*.py; do echo "$$file"; $(V)/python $$file || exit 1; done

browser:                                   ## a browser for the tests, where it can be installed
	@if [ -z "$(CHROMIUM)" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq chromium >/dev/null || echo "no chromium: browser tests will be skipped"; \
	  else echo "no chromium and no right to install it: browser tests will be skipped"; fi; fi

.stamps/venv:
	@mkdir -p .stamps; test -x $(V)/python || $(PYTHON) -m venv .venv
	@$(V)/python -m pip install -q --require-hashes -r requirements/uv.txt || echo "no uv here: pip will do"
	@touch $@

# install what a lock file names, by its hashes alone: with uv, or with pip where there is no uv
install = $(V)/uv pip install -q -p .venv --require-hashes -r requirements/$(1).txt || $(V)/python -m pip install -q --require-hashes -r requirements/$(1).txt

.stamps/run: .stamps/venv requirements/run.txt
	@echo "installing what the application runs on …"
	@$(call install,run)
	@touch $@

.stamps/dev: .stamps/venv requirements/dev.txt
	@echo "installing what the tests need …"
	@$(call install,dev)
	@touch $@ .stamps/run

.stamps/build: .stamps/venv requirements/build.txt requirements/node.txt
	@$(call install,build)
	@$(V)/python -c "import hatch_build, sys; sys.exit(not hatch_build._node())" || { \
	  echo "installing Node for the build …"; $(call install,node); }
	@touch $@

SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null) $(shell find svyazka -name '*.html' -o -name 'django.po')

.stamps/built: .stamps/build pyproject.toml hatch_build.py $(SOURCES)
	@echo "building the front end and the translations …"
	@$(V)/uv pip install -q -p .venv --no-deps --no-build-isolation -e . || $(V)/python -m pip install -q --no-deps --no-build-isolation -e .
	@$(V)/python -m compileall -q -j 0 .venv/lib svyazka >/dev/null || true  # a start reads compiled modules twice as fast
	@touch $@

lock:                                      ## write the lock files anew, without addresses
	@for name in run dev uv build node; do $(V)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/$$name.in -o requirements/$$name.txt; done

clean:                                     ## remove what was built
	rm -rf .stamps build dist svyazka/site/static/dist
