#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Drives the built binary from outside with the client libraries people use. They live in .build-python.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x .build-python/bin/pytest ] || ! cmp -s Tests/Clients/requirements.txt .build-python/requirements.txt; then
    python3 -m venv --clear .build-python
    .build-python/bin/pip install -q --disable-pip-version-check -r Tests/Clients/requirements.txt
    cp Tests/Clients/requirements.txt .build-python/requirements.txt
fi
export ZAVESA_BINARY="${ZAVESA_BINARY:-$(swift build --show-bin-path)/zavesa}"
exec .build-python/bin/pytest -q -p no:cacheprovider Tests/Clients "$@"
