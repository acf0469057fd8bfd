#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Writes the digests of the legal lists into the program, which knows a changed list by them. Run it after a list changed.
set -euo pipefail
cd "$(dirname "$0")/.."
file=Sources/ZavesaApp/Places/ReleaseLists.swift
rows="$(cd compliance && find categories.yaml jurisdictions -name '*.yaml' | LC_ALL=C sort | while read -r path; do
    printf '        "%s":\n            "%s",\n' "$path" "$(sha256sum "$path" | cut -d ' ' -f 1)"
done)"
head="$(sed '/static let digests/q' "$file")"
printf '%s\n%s\n    ]\n}\n' "$head" "$rows" >"$file"
