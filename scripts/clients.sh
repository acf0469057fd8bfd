#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Drives the built binary from outside with the client libraries people use. They live in .build-python; LiteLLM's proxy,
# which brings a hundred packages, lives apart in .build-litellm and is run without this environment's variables.
set -euo pipefail
cd "$(dirname "$0")/.."

# FOLDER REQUIREMENTS [PIP'S ARGUMENTS]: a virtual environment with these packages.
environment() {
    local folder="$1" requirements="$2"
    shift 2
    if [ ! -x "$folder/bin/python" ] || ! cmp -s "$requirements" "$folder/requirements.txt"; then
        python3 -m venv --clear "$folder"
        "$folder/bin/pip" install -q --disable-pip-version-check "$@" -r "$requirements"
        cp "$requirements" "$folder/requirements.txt"
    fi
}

environment .build-python Tests/Clients/requirements.txt
# Wheels of known content only: nothing is built, so nothing of theirs runs before the test starts it.
environment .build-litellm Tests/Clients/requirements-litellm.txt --require-hashes --only-binary :all: --no-deps
export ZAVESA_BINARY="${ZAVESA_BINARY:-$(swift build --show-bin-path)/zavesa}"
export ZAVESA_LITELLM="$PWD/.build-litellm/bin/litellm"
# -rs: what this machine has no means for is named at the end, with the reason.
exec .build-python/bin/pytest -q -rs -p no:cacheprovider Tests/Clients "$@"
