#!/bin/bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Makes a package of the targets that deciding, replacing, restoring and letting in rest on, so that they build and test
# without the server. With `fuzz`, the driver of fuzzers instead of the tests.
# Usage: scripts/core-package.sh FOLDER [fuzz]
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
fuzz=${2:-}
mkdir -p "$folder"

# Copies one folder or file; time stamps are kept, so that a second run rebuilds only what changed.
take() {
    mkdir -p "$folder/$(dirname "$1")"
    rm -rf "${folder:?}/$1"
    cp -pR "$root/$1" "$folder/$1"
}

targets=(CPCRE2 CScan CPhoneNumber PrivacyCore StrictYAML TextNormalization PatternMatching JSONText Detectors Policy Vault
    Routing Limits Providers Access Pseudonymization)
tested=(PrivacyCore TextNormalization Policy Access Pseudonymization)
for target in "${targets[@]}"; do take "Sources/$target"; done
rm -rf "$folder/Sources/ZavesaTesting" "$folder/Tests"
for file in ByteSearch Gate InMemoryVault LeakProbe RandomPolicy RandomText Respelling SplitMix64 TestSeed TokenIssuer VaultSamples
do take "Sources/ZavesaTesting/$file.swift"; done
names=("${targets[@]}" ZavesaTesting)
if [ "$fuzz" = fuzz ]; then
    take Sources/ZavesaTesting/Fuzzing
    take Fuzz/Driver
    names+=(FuzzDriver)
else
    for target in "${tested[@]}"; do
        take "Tests/${target}Tests"
        names+=("${target}Tests")
    done
    take Tests/Tables
    take compliance
    # It reads every dictionary.
    rm "$folder/Tests/PseudonymizationTests/SubstituteTests.swift"
fi

# The manifest is the whole package's, less what is not here.
{
    cat "$root/Package.swift"
    cat <<'MANIFEST'

package.targets.append(
    .target(name: "FuzzDriver", dependencies: ["ZavesaTesting"], path: "Fuzz/Driver", swiftSettings: strict))
package.products = []
for target in package.targets where target.name == "ZavesaTesting" {
    target.dependencies = [
        "PrivacyCore", "StrictYAML", "TextNormalization", "JSONText", "Detectors", "Policy", "Vault", "Routing", "Limits",
        "Providers", "Access", "Pseudonymization", product("Crypto", "swift-crypto"), product("JWTKit", "jwt-kit"),
    ]
}
MANIFEST
    printf 'let wanted: Set<String> = [%s]\n' "$(printf '"%s", ' "${names[@]}")"
    echo 'package.targets.removeAll { !wanted.contains($0.name) }'
    echo 'let needed: Set<String> = ["Yams", "swift-crypto", "jwt-kit", "swift-asn1", "swift-certificates"]'
    echo 'package.dependencies.removeAll { dependency in'
    echo '    if case .sourceControl(_, let location, _) = dependency.kind {'
    echo '        return !needed.contains { location.hasSuffix("/\($0)") }'
    echo '    }'
    echo '    return false'
    echo '}'
} > "$folder/Package.swift.new"
# A manifest that did not change keeps its time stamp: the build plan stays.
if cmp -s "$folder/Package.swift.new" "$folder/Package.swift"; then
    rm "$folder/Package.swift.new"
else
    mv "$folder/Package.swift.new" "$folder/Package.swift"
fi
