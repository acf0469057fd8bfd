#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Builds the release binary and says how long to wait. The first build compiles two TLS libraries.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v swift >/dev/null || { echo "Swift 6.3 is needed: see swift.org/install"; exit 1; }
[ -x .build/release/zavesa ] || echo "First build: 10 to 30 minutes on 2 cores. Progress follows; later builds take seconds."
swift build -c release --product zavesa
