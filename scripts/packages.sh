#!/usr/bin/env bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Makes sure the Debian packages of the named groups (scripts/packages.txt) are installed. As root it shows the list and
# installs it; as anybody else it prints the command and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for group in "$@"; do
    while read -r name package _; do
        [ "$name" = "$group" ] || continue
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done <scripts/packages.txt
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Debian packages that are missing: ${missing[*]}"
if [ "$(id -u)" -ne 0 ]; then
    echo "Install them, then run this again:"
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
    exit 1
fi
echo "Installing them (you are root)."
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
