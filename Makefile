# `make run` starts Study Circle, `make test` tests it. PORT= chooses the port, PYTHON= the Python that makes .venv.
# All paths are relative: a prerequisite cannot hold a space, and the folder's name may.

.PHONY: run test unit lint lint-types lint-rest bench screenshots requirements clean
.DELETE_ON_ERROR:

run: .venv/for-running
	@exec .venv/bin/python -m config.running --with-parent

# A second pass need not compile what the first has compiled already, whatever the shell prefers.
test unit: export PYTHONDONTWRITEBYTECODE =

# Four processes, however few cores there are: what starts sites and browsers waits for minutes, for a clock and for
# what it has started, and meanwhile the others compute. Last what keeps a bar of seconds, with nothing beside it; of
# that only the files are loaded that hold some, for to load all takes a while. What takes longest is begun first
# (tests/conftest.py), so xdist must leave the order alone. `make test ARGS='-k invitation'` runs one pytest with these
# arguments instead; `make unit` runs what one runs at every turn.
#
# What failed is tried once more with nothing beside it, in sight of whoever looks: a browser that three others kept
# waiting is no fault of ours. What fails twice fails; so does a run that ended before its tests did.
test: .venv/for-testing
ifdef ARGS
	@.venv/bin/python -m pytest $(ARGS)
else
	@.venv/bin/python -m pytest --numprocesses 4 $(in-their-order) -m "not measured" || { \
		[ $$? = 1 ] && echo "Once more, with nothing beside it:" && .venv/bin/python -m pytest $(what-failed); }
	@.venv/bin/python -m pytest --numprocesses 1 -m measured $$(grep -rl --include='*.py' 'mark\.measured' tests)
endif

unit: .venv/for-testing
	@.venv/bin/python -m pytest --numprocesses logical --maxprocesses 4 $(in-their-order) -m "not browser and not process and not measured and not long" --hypothesis-profile quick $(ARGS)

in-their-order = --dist loadfile --no-loadscope-reorder
what-failed = --numprocesses 0 -m "not measured" --last-failed --last-failed-no-failures none

# The data of these commands are those of the tests. The production settings are checked with an address and a
# secret of no installation.
# The types take one core as long as all the rest takes another.
lint: .venv/for-testing
	@$(MAKE) --no-print-directory --jobs 2 lint-types lint-rest

lint-types lint-rest: export VAR_DIR = var/test
lint-types: .venv/for-testing
	DEVELOPMENT=1 .venv/bin/python -m mypy .

lint-rest: .venv/for-testing
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m djlint --quiet --lint templates
	.venv/bin/python manage.py cut_fonts
	.venv/bin/python manage.py makemigrations --check --dry-run
	DEVELOPMENT=0 SITE_ADDRESS=https://circle.example.org SMTP_URL=smtps://mail.example.org \
		SECRET_KEY="$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		.venv/bin/python manage.py check --deploy --fail-level WARNING

# Last what is measured from outside: a hand at the page, and a thousand readers at once. That takes both cores.
bench: .venv/for-testing
	@.venv/bin/python -m benchmarks $(ARGS)
ifndef ARGS
	@.venv/bin/python -m benchmarks.pressing
	@.venv/bin/python -m benchmarks.readers
endif

screenshots: .venv/for-testing
	@.venv/bin/python -m tests.browser.screenshots $(ARGS)

# Pin what the .in files ask for. ARGS=--upgrade takes the newest versions.
requirements: .venv/for-testing
	@for name in requirements requirements-dev; do \
		.venv/bin/python -m uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
			--no-emit-index-url --no-annotate --no-header $(ARGS) $$name.in -o $$name.txt || exit 1; \
	done

# What can be made again. The site's data stay.
clean:
	rm -rf .venv var/test .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/for-running: requirements.txt
	@$(make-venv)
	@$(call install,-r requirements.txt)
	@touch $@

# Most of what the tools bring is never loaded, so it is compiled when it is. uv is one of them: once it is there, it
# puts the rest in place with a sixth of pip's computing; pip does that where uv does not get at them.
.venv/for-testing: requirements.txt requirements-dev.txt
	@$(make-venv)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt >.venv/uv.txt
	@$(call install,--no-compile -r .venv/uv.txt)
	@.venv/bin/python -m uv pip install --quiet --python .venv/bin/python --require-hashes \
		-r requirements.txt -r requirements-dev.txt 2>/dev/null || \
	{ $(call install,--no-compile -r requirements.txt -r requirements-dev.txt); }
	@touch .venv/for-running $@

# A name is not enough: a pyenv shim may answer that its Python is not there. So each is run.
define make-venv
set -e; \
say() { echo "$$*" >&2; exit 1; }; \
fits() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }; \
find_python() { \
	for name in python3.14 python3.13 python3.12; do ! fits $$name || { echo $$name; return; }; done; \
	for version in 3.14 3.13 3.12; do \
		for path in "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/$$version*/bin/python; do \
			! fits "$$path" || { echo "$$path"; return; }; \
		done; \
	done; \
	! fits python3 || echo python3; \
}; \
[ -w . ] || say "This folder cannot be written to: make it yours, or copy the project to a folder that is."; \
if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then \
	python=$${PYTHON:-$$(find_python)}; \
	[ -n "$$python" ] || say "No Python 3.12 or newer was found: install one, or name it with PYTHON=/path/to/python."; \
	fits "$$python" || say "PYTHON=$$python is no Python 3.12 or newer that runs: name one that is, or leave it out."; \
	rm -rf .venv; \
	"$$python" -m venv .venv >.venv-log 2>&1 || { \
		cat .venv-log >&2; rm -rf .venv .venv-log; \
		say "$$python could not make .venv (see above). If its venv module is missing, install it (on Debian: apt install python3-venv); if the disk is full, free some space."; \
	}; \
	rm -f .venv-log; \
fi
endef

define install
echo "Installing the requirements into .venv; the first time this takes one to four minutes."; \
rm -f .venv/pip-failed; \
{ .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes $(1) 2>&1 || touch .venv/pip-failed; } \
	| awk '/^(ERROR|Traceback)/{ failed = 1 } failed{ print } \
		/^Collecting /{ if (++count % 10 == 0) { print "  " count " packages fetched"; fflush() } } \
		/^Installing collected /{ print "  " count " packages fetched, now putting them in place"; fflush() }'; \
[ ! -e .venv/pip-failed ] || { \
	rm -f .venv/pip-failed; \
	echo "The requirements could not be installed (see above): check the network and the space on the disk, then try again." >&2; \
	exit 1; \
}
endef
