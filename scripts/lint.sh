#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Format, then house rules that a machine can see. Prints every breach, then fails.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0
breach() { echo "lint: $1"; failed=1; }

swift format lint --strict -r Package.swift Sources Tests Fuzz || failed=1

swift_files=$(git ls-files 'Sources/*.swift' 'Tests/*.swift' 'Fuzz/*.swift')
for file in $swift_files; do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: Apache-2.0' || breach "$file: licence header is missing"
    lines=$(wc -l <"$file")
    [ "$lines" -le 400 ] || breach "$file: $lines lines, more than 400"
done

# pattern, where, why
forbid() {
    local hits
    hits=$(git grep -nE "$1" -- "${@:3}" || true)
    [ -z "$hits" ] || breach "$2"$'\n'"$hits"
}
low='Sources/PrivacyCore Sources/TextNormalization Sources/PatternMatching Sources/JSONText Sources/Detectors Sources/Policy Sources/Vault Sources/Providers Sources/Telemetry'
# shellcheck disable=SC2086
forbid '^(package |public |internal )?import Foundation$' "the lower levels use no Foundation" $low
forbid 'try!|fatalError\(|[^A-Za-z]as! |TODO|FIXME|(^|[^"])\bXXX\b' "not on a path that input can reach; no notes to self" 'Sources/*.swift'
forbid '(^|[^A-Za-z.])print\(' "only the command line prints" 'Sources/*.swift' ':!Sources/zavesa'
forbid '\b(tamper-proof|fully anonymous|100 ?% recall|GDPR[- ]compliant|152-FZ[- ]compliant)\b' "a word we do not say" \
    README.md docs 'Sources/*.swift' dictionaries ':!docs/limits.md'
[ -z "$(git ls-files | grep -E '(^|/)(Package\.resolved|\.build[^/]*/)' || true)" ] || breach "build products are committed"

for script in $(git ls-files 'scripts/*.sh' '.ci/run'); do bash -n "$script" || breach "$script: not shell"; done
for script in $(git ls-files '*.py'); do
    python3 -c 'import ast,sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())' "$script" || breach "$script: not Python"
done
[ $failed -eq 0 ] && echo "lint: clean"
exit $failed
