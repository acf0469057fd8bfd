#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# make accuracy CORPORA=folder SCORER=file: exact return of every prompt through the running proxy, whole and streamed,
# and docs/accuracy.md: detection on the labelled development sets, on harmless texts and on test numbers, each figure
# compared with the independent scorer; case forms of Russian names against OpenCorpora's, where its lists lie beside the
# corpora. The corpora stay where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
corpora="${1:-}" scorer="${2:-}"
if [ -z "$corpora" ] || [ ! -d "$corpora/dev" ]; then
    echo "No corpora here. Give the folder that holds dev/*.jsonl, and the scorer:"
    echo "    make accuracy CORPORA=path/to/corpora SCORER=path/to/score.py"
    exit 2
fi
if [ ! -f "$scorer" ]; then
    echo "SCORER does not name a file: give the path of score.py."
    exit 2
fi
export ZAVESA_BINARY="$PWD/.build/release/zavesa"
if [ -f "$corpora/../gazetteers/ru_surnames_opencorpora.txt" ]; then
    wanted=Benchmarks/case_forms.requirements.txt
    if ! cmp -s "$wanted" .build-morphology/requirements.txt; then
        python3 -m venv --clear .build-morphology
        .build-morphology/bin/pip install -q --disable-pip-version-check --require-hashes --no-deps -r "$wanted"
        cp "$wanted" .build-morphology/requirements.txt
    fi
    .build-morphology/bin/python Benchmarks/case_forms.py "$corpora/../gazetteers" >.build-morphology/cases.tsv
    export CASE_FORMS="$PWD/.build-morphology/cases.tsv"
fi
exec python3 Benchmarks/accuracy.py --corpora "$corpora" --scorer "$scorer"
