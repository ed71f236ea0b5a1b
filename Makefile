# The few commands people type. Python does the work; see course_utils/classroom/bootstrap.py.
# A Python of your choice: make lab PYTHON=/path/to/python3
PYTHON = $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BOOTSTRAP = course_utils/classroom/bootstrap.py
IN_COURSE = @p="$(PYTHON)"; if [ -z "$$p" ]; then \
	echo "course: Python 3.11 or newer was not found; install it, then type the same command again."; \
	exit 1; fi; exec "$$p" $(BOOTSTRAP)

.DEFAULT_GOAL := help
.PHONY: help lab test lessons solved slides apps bench lock handouts

help:
	@echo "make lab      build the environment once, update my_course and open JupyterLab on lesson 00"
	@echo "              (on a server: make lab LAB_ARGS=--no-browser)"
	@echo "make test     run everything that checks the course: code, lessons, solved lessons, browser"
	@echo "make lessons  execute all lessons afresh and save them in their normal form"
	@echo "make solved   write the solved editions to build/solved"
	@echo "make handouts write two printable pages for each lesson to build/handouts"
	@echo "make slides   write the lecture decks to build/slides"
	@echo "make apps     show all explorers on one page, for the lecture hall"
	@echo "make bench    time what is promised to be fast"
	@echo "make lock     choose package versions anew (all newest: make lock LOCK_ARGS=--upgrade)"

lab:
	$(IN_COURSE) lab $(LAB_ARGS)

test:
	$(IN_COURSE) test $(TEST_ARGS)

lessons:
	$(IN_COURSE) run course_utils lessons

solved:
	$(IN_COURSE) run course_utils solved --output build/solved

handouts:
	$(IN_COURSE) run-test course_utils handouts --output build/handouts

slides:
	$(IN_COURSE) run-test course_utils slides

apps:
	$(IN_COURSE) run-test course_utils apps

bench:
	$(IN_COURSE) run-test benchmarks

lock:
	$(IN_COURSE) lock $(LOCK_ARGS)
