#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Load with planted values while upstreams die, flap, slow down and lie: MINUTES (default 10) of it. Fails when a value
# reaches an upstream, a decision has no end on the audit log, or fewer than 99.9 % of the requests are answered right.
# ZAVESA_BINARY: the program to try; default: the release build, or else the debug build.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${ZAVESA_BINARY:-}" ]; then
    for kind in release debug; do
        path="$(swift build -c "$kind" --show-bin-path)/zavesa"
        [ -x "$path" ] && ZAVESA_BINARY="$path" && break
    done
fi
export ZAVESA_BINARY
cd Tests/Clients
exec python3 chaos.py "${MINUTES:-10}" "$@"
