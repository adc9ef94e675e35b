# Kustlijn. Everything happens inside this folder: .venv/ holds the environment, data/ what was entered.
# Paths are relative and quoted, because the folder may have a space in its name.

# The language of the terminal, as manage.py speaks it. A text in $(call say,English,Dutch) holds no comma.
DUTCH := $(filter nl nl_% nl.%,$(or $(LC_ALL),$(LC_MESSAGES),$(LANG)))
say = $(if $(DUTCH),$(2),$(1))

ifeq ($(wildcard manage.py),)
$(error $(call say,Run make in the folder of Kustlijn or as: make -C FOLDER,Roep make aan in de map van Kustlijn of als: make -C MAP))
endif

PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
INSIDE := .venv/bin/python
PIP := $(INSIDE) -m pip --disable-pip-version-check --quiet --quiet install --root-user-action ignore --require-hashes
CODE := curation municipalities initiatives collaborations mapping tests bench manage.py
# The demonstration speaks plain HTTP to this machine alone and keeps everything in data/.
DEMO := env -u DATA_DIR -u DATABASE_URL -u REDIS_URL -u STATIC_ROOT -u MAP_TILES_URL -u DJANGO_SETTINGS_MODULE \
	DEBUG=0 HTTPS=0 ALLOWED_HOSTS=127.0.0.1,localhost SECRET_KEY="$$(cat data/secret_key)" $(INSIDE)

.DEFAULT_GOAL := help
.PHONY: help demo load undo demo-reset test check fix bench lock texts
.DELETE_ON_ERROR:

help: ## Say what make can do here
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{ printf "%-20s %s\n", $$1, $$2 }'

demo: .venv/installed data/secret_key ## Show Kustlijn with the example field on http://127.0.0.1:8000 (PORT=8001 for another)
	@$(DEMO) manage.py demo --port "$(PORT)"

load: .venv/installed data/secret_key ## Compare a workbook of yours with the demonstration: FILE=my.xlsx (APPLY=1 writes it, REMOVALS=1 also much that goes)
	@test -n "$(FILE)" || { echo "$(call say,Say which workbook: make load FILE=my.xlsx,Zeg welke werkmap: make load FILE=mijn.xlsx)" >&2; exit 1; }
	@$(DEMO) manage.py import_field "$(FILE)" $(if $(filter 1,$(APPLY)),--apply) $(if $(filter 1,$(REMOVALS)),--allow-removals)

undo: .venv/installed data/secret_key ## Take back what was written with make load: RUN=ba5fc558
	@test -n "$(RUN)" || { echo "$(call say,Say which import; make load told its number: make undo RUN=ba5fc558,Zeg welke import; make load noemde het nummer: make undo RUN=ba5fc558)" >&2; exit 1; }
	@$(DEMO) manage.py undo_import "$(RUN)"

demo-reset: ## Throw away what was entered in the demonstration; the next make demo starts over
	rm -rf data

test: .venv/installed-test ## Run every test that this machine can run (STRICT=1: a lane that cannot run is an error)
	@$(INSIDE) tests/lanes.py

check: .venv/installed-test ## Look for faults without running pages: style, settings, migrations, texts
	$(INSIDE) -m ruff check $(CODE)
	$(INSIDE) -m ruff format --check $(CODE)
	$(INSIDE) -m pytest tests/house -n 2 -m "not browser and not services"

fix: .venv/installed-test ## Put the code in house style
	$(INSIDE) -m ruff check --fix $(CODE)
	$(INSIDE) -m ruff format $(CODE)

bench: .venv/installed-test ## Measure speed and size; results go to docs/performance.md
	$(INSIDE) -m bench

lock: .venv/installed-test ## Write the lock files anew from pyproject.toml
	$(INSIDE) -m pip --disable-pip-version-check --quiet install uv
	$(INSIDE) -m uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate \
		--quiet pyproject.toml --output-file requirements.lock --custom-compile-command "make lock"
	$(INSIDE) -m uv pip compile --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate \
		--quiet pyproject.toml --group test --constraints requirements.lock --output-file requirements-test.lock \
		--custom-compile-command "make lock"

texts: .venv/installed-test ## Bring the translations in locale/ in step with the code
	@DEBUG=1 SECRET_KEY=unused $(INSIDE) manage.py collect_texts

# An environment counts as made only when its last step succeeded, and while its interpreter is still there.
ifneq ($(shell .venv/bin/python -c 'print("works")' 2>/dev/null),works)
.PHONY: .venv/made
endif
.venv/made:
	@test -n "$(PYTHON)" || { echo "$(call say,Kustlijn needs Python 3.11 or newer. Install it or say make PYTHON=/path/to/python3,Kustlijn heeft Python 3.11 of nieuwer nodig. Installeer dat of zeg make PYTHON=/pad/naar/python3)" >&2; exit 1; }
	@echo "$(call say,Making an environment in .venv ...,Een omgeving maken in .venv ...)"
	@.venv/bin/python -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear .venv || { echo "$(call say,On Debian and Ubuntu,Op Debian en Ubuntu): apt-get install python3-venv" >&2; exit 1; }
	@touch "$@"

data/secret_key: | .venv/installed
	@mkdir -p data
	@umask 077; $(INSIDE) -c 'import secrets; print(secrets.token_urlsafe(64))' > "$@"

.venv/installed: requirements.lock .venv/made
	@echo "$(call say,Installing what Kustlijn needs ...,Installeren wat Kustlijn nodig heeft ...)"
	@$(PIP) -r requirements.lock
	@touch "$@"

.venv/installed-test: requirements-test.lock requirements.lock .venv/made
	@echo "Installing what Kustlijn and its tests need ..."
	@$(PIP) -r requirements-test.lock
	@touch .venv/installed "$@"
