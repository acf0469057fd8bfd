#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# One debug build, then every test: Swift, the mutants that must make them fail, and real clients from outside.
set -euo pipefail
cd "$(dirname "$0")/.."
started=$SECONDS

step() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - started)); }

step "build"
swift build --build-tests
step "Swift tests"
swift test --skip-build
step "mutants"
scripts/mutants.sh
step "dictionaries"
"$(swift build --show-bin-path)/zavesa" dictionary check
step "real clients"
scripts/clients.sh
step "done"
