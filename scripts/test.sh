#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# One debug build, then every test: Swift, the mutants that must make them fail, and real clients from outside.
#
# The Swift tests run as two processes side by side, each one test after the other: with two cores, hundreds of
# tests at a time would only wait for each other's disks and time-outs.
set -euo pipefail
cd "$(dirname "$0")/.."
started=$SECONDS
step() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - started)); }

step "build"
swift build --build-tests
binaries=$(swift build --show-bin-path)

step "Swift tests"
suite="$binaries/zavesaPackageTests.xctest"
heavy='AuditTests|PseudonymizationTests|ReportsTests'
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
"$suite" --testing-library swift-testing --no-parallel --filter "$heavy" >"$logs/heavy" 2>&1 &
heavy_process=$!
failed=0
"$suite" --testing-library swift-testing --no-parallel --skip "$heavy" >"$logs/rest" 2>&1 || failed=1
wait $heavy_process || failed=1
for log in "$logs"/*; do
    grep -E '✘|recorded an issue|Test run with|seed' "$log" || true
    grep -qE 'Test run with [1-9][0-9]* tests.* passed after' "$log" || { failed=1; tail -n 40 "$log"; }
done
[ $failed -eq 0 ] || { echo "Swift tests failed"; exit 1; }

step "mutants"
scripts/mutants.sh
step "dictionaries"
"$binaries/zavesa" dictionary check
step "real clients"
scripts/clients.sh
step "all passed"
