#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Measures the release binary beside nginx proxy_pass and the bare upstream, and adds a row to Benchmarks/record/.
# BENCH_SECONDS (3), BENCH_RUNS (5) and BENCH_REQUESTS (100000) make it shorter or longer, BENCH_ONLY="detection json start
# requests events streams" names the parts that run.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product zavesa-measure
exec python3 Benchmarks/bench.py --binary .build/release/zavesa --record Benchmarks/record
