#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Measures the release binary beside nginx proxy_pass, other gateways and the bare upstream, and adds a row to
# Benchmarks/record/. The others are wheels from PyPI in environments of their own, .build-rivals and .build-litellm; BENCH_RIVALS=
# leaves them out.
# BENCH_SECONDS (3), BENCH_RUNS (5) and BENCH_REQUESTS (100000) make it shorter or longer, BENCH_ONLY="detection json
# decisions start requests histories events streams" names the parts that run.
set -euo pipefail
cd "$(dirname "$0")/.."
# FOLDER REQUIREMENTS: a virtual environment with these wheels of known content, and nothing else.
environment() {
    if [ ! -x "$1/bin/python" ] || ! cmp -s "$2" "$1/requirements.txt"; then
        python3 -m venv --clear "$1"
        "$1/bin/pip" install -q --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r "$2"
        cp "$2" "$1/requirements.txt"
    fi
}

for rival in ${BENCH_RIVALS-ferrogw smg litellm}; do
    case "$rival" in
    litellm) environment .build-litellm Tests/Clients/requirements-litellm.txt ;;
    *) environment .build-rivals Benchmarks/rivals.requirements.txt ;;
    esac
    declare -x "BENCH_${rival^^}=$PWD/$([ "$rival" = litellm ] && echo .build-litellm || echo .build-rivals)/bin/$rival"
done
swift build -c release --product zavesa-measure
exec python3 Benchmarks/bench.py --binary .build/release/zavesa --record Benchmarks/record
