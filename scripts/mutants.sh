#!/bin/bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Breaks the code on purpose, one mutant of Tests/Mutants at a time, and requires that its tests notice. Works in a copy
# of the low-level targets (.build-mutants), so that a mutant rebuilds in seconds and the checkout is never touched.
#
# A mutant names a file, a test filter, and the exact text to replace; the text must stand in the file once.
# Usage: scripts/mutants.sh [NAME…]
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
copy="$root/.build-mutants"
log="$copy/mutant.log"
export ZAVESA_CASES=${ZAVESA_CASES:-400} SWIFT_BACKTRACE=enable=no

"$root/scripts/core-package.sh" "$copy"
cd "$copy"

# Runs the tests that match a filter; succeeds when they pass.
run_tests() { swift test --filter "$1" >>"$log" 2>&1; }

# Prints the file, the filter, or applies the mutant.
mutant() {
    python3 - "$@" <<'PYTHON'
import sys

action, path = sys.argv[1:]
head, _, rest = open(path, encoding="utf-8").read().partition("--- old\n")
old, _, new = rest.partition("--- new\n")
fields = dict(line.split(": ", 1) for line in head.splitlines() if line and not line.startswith("#"))
if action == "apply":
    text = open(fields["file"], encoding="utf-8").read()
    if text.count(old) != 1:
        sys.exit(f"{path}: the old text stands {text.count(old)} times in {fields['file']}")
    open(fields["file"], "w", encoding="utf-8").write(text.replace(old, new))
else:
    print(fields[action])
PYTHON
}

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
    for path in "$root"/Tests/Mutants/*.mutant; do names+=("$(basename "$path" .mutant)"); done
fi

: >"$log"
filters=$(for name in "${names[@]}"; do mutant filter "$root/Tests/Mutants/$name.mutant"; done | sort -u | paste -sd'|')
if ! run_tests "$filters"; then
    tail -40 "$log" >&2
    echo "mutants: the tests fail without any mutant" >&2
    exit 1
fi

survivors=0
for name in "${names[@]}"; do
    path="$root/Tests/Mutants/$name.mutant"
    file=$(mutant file "$path")
    cp "$file" "$copy/original"
    : >"$log"
    if ! mutant apply "$path"; then
        survivors=$((survivors + 1))
        continue
    fi
    if ! swift build --build-tests >>"$log" 2>&1; then
        grep -E "error" "$log" | head -5 >&2
        echo "mutants: $name does not build" >&2
        survivors=$((survivors + 1))
    elif run_tests "$(mutant filter "$path")"; then
        echo "mutants: $name survived" >&2
        survivors=$((survivors + 1))
    else
        echo "mutants: $name was noticed"
    fi
    cat "$copy/original" >"$file"
done

[ "$survivors" -eq 0 ]
