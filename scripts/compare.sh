#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# How fast texts are searched beside other detectors, which live in .build-compare: compare.sh CORPORA.
# BENCH_RUNS (5) makes it shorter or longer.
set -euo pipefail
cd "$(dirname "$0")/.."
corpora="${1:-}"
if [ ! -d "$corpora/dev" ]; then
    echo "make compare needs a folder of corpora: make compare CORPORA=folder" >&2
    exit 2
fi
if ! cmp -s Benchmarks/compare.requirements.txt .build-compare/requirements.txt; then
    python3 -m venv --clear .build-compare
    .build-compare/bin/pip install -q --disable-pip-version-check -r Benchmarks/compare.requirements.txt
    cp Benchmarks/compare.requirements.txt .build-compare/requirements.txt
fi
exec .build-compare/bin/python Benchmarks/compare.py --binary .build/release/zavesa --corpora "$corpora"
