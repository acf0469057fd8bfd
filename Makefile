# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# One door for every task. Each recipe is one line or one script.

PREFIX ?= /usr/local
DESTDIR ?=
RELEASE = .build/release/zavesa
SWIFT_BUILD = swift build

.PHONY: help run demo build release test unit clients mutants fuzz lint format check bench compare accuracy install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: release ## build and start the gateway on 127.0.0.1:8080
	@exec $(RELEASE) serve --config zavesa.yaml

demo: release ## a conversation in three languages: what left, what came back, the proof
	@$(RELEASE) demo $(DEMO_FLAGS)

release:
	@scripts/packages.sh build
	@scripts/build-release.sh

build: ## debug build
	@scripts/packages.sh build
	$(SWIFT_BUILD)

test: ## everything, from a fresh clone
	@scripts/packages.sh build test
	@scripts/test.sh

lint: ## format and house rules
	@scripts/lint.sh

format: ## rewrite the sources in the house format
	swift format -i -r Package.swift Sources Tests Fuzz

check: lint test ## what CI runs

fuzz: ## look for inputs that break a promise: TARGET=name SECONDS=60
	@scripts/packages.sh build
	@scripts/fuzz.sh $(TARGET) $(SECONDS)

bench: release ## measure, and add a dated row to Benchmarks/record/
	@scripts/packages.sh bench test
	@scripts/bench.sh

compare: release ## speed of detection beside Presidio and datafog-core: CORPORA=folder
	@scripts/packages.sh test
	@scripts/compare.sh "$(CORPORA)"

accuracy: release ## exact return, and docs/accuracy.md from a corpus: CORPORA=folder SCORER=file
	@scripts/packages.sh test
	@scripts/accuracy.sh "$(CORPORA)" "$(SCORER)"

install: release ## install under PREFIX (default /usr/local)
	@scripts/install.sh "$(DESTDIR)$(PREFIX)"

clean: ## remove build products; ./var (keys, vault, audit) stays
	rm -rf .build .build-*
