#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Steady load for MINUTES (default 60) at RATE requests a second (default 100): prints the gateway's memory, its slope,
# and whether it grows. Takes the release binary where there is one, or ZAVESA_BINARY.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${ZAVESA_BINARY:=$(pwd)/.build/release/zavesa}"
[ -x "$ZAVESA_BINARY" ] || { echo "no binary at $ZAVESA_BINARY: make run builds it"; exit 1; }
python=.build-python/bin/python
[ -x "$python" ] || python=python3
export ZAVESA_BINARY
exec "$python" Tests/Clients/soak.py "${MINUTES:-60}" "${RATE:-100}"
