#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Installs the binary, its data and the service unit under the prefix given.
set -euo pipefail
cd "$(dirname "$0")/.."
prefix="$1"
install -D -m 0755 .build/release/zavesa "$prefix/bin/zavesa"
mkdir -p "$prefix/share/zavesa"
cp -R dictionaries compliance api "$prefix/share/zavesa/"
install -m 0644 zavesa.yaml "$prefix/share/zavesa/zavesa.yaml"
install -D -m 0644 deploy/zavesa.service "$prefix/lib/systemd/system/zavesa.service"
sed -i "s|@PREFIX@|${prefix}|g" "$prefix/lib/systemd/system/zavesa.service"
for shell in bash zsh fish; do
    install -d "$prefix/share/zavesa/completions"
    .build/release/zavesa --generate-completion-script "$shell" >"$prefix/share/zavesa/completions/zavesa.$shell"
done
echo "Installed $prefix/bin/zavesa. To run it as a service: see deploy/README.md."
