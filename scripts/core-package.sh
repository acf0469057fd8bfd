#!/bin/bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Makes a small package of the low-level targets that replacing and restoring rest on, so that they build and test in
# seconds, without the server's dependencies. With `fuzz`, also the driver of fuzzers and what it needs.
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

for target in PrivacyCore TextNormalization JSONText Providers Pseudonymization; do take "Sources/$target"; done
for target in PrivacyCore TextNormalization Pseudonymization; do take "Tests/${target}Tests"; done
for file in PolicyDecision ProtectiveAction RequestFacts; do take "Sources/Policy/$file.swift"; done
for file in Vaulting Vaulting+Knowing VaultEntry VaultError TokenStoreError; do take "Sources/Vault/$file.swift"; done
# Of the key provider only its error: the rest needs swift-crypto.
sed -n '/^public struct KeyProviderError/,/^}/p' "$root/Sources/Vault/KeyProvider.swift" \
    > "$folder/Sources/Vault/KeyProviderError.swift"
take Sources/Detectors/SearchDepth.swift
for file in CyrillicCase GrammarSets RussianEnding RussianEndings RussianNameForms RussianParadigm RussianStem; do
    take "Sources/Detectors/Names/Russian/$file.swift"
done
for file in ByteSearch InMemoryVault LeakProbe RandomText Respelling SplitMix64 TestSeed VaultSamples; do take "Sources/ZavesaTesting/$file.swift"; done
if [ "$fuzz" = fuzz ]; then
    take Sources/ZavesaTesting/Fuzzing
    take Fuzz/Driver
fi

cat > "$folder/Package.swift.new" <<'MANIFEST'
// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(), .treatAllWarnings(as: .error),
]
let targets: [(String, [Target.Dependency])] = [
    ("PrivacyCore", []), ("TextNormalization", ["PrivacyCore"]), ("JSONText", ["PrivacyCore"]), ("Detectors", []),
    ("Policy", ["PrivacyCore"]), ("Vault", ["PrivacyCore"]), ("Providers", ["PrivacyCore", "JSONText"]),
    (
        "Pseudonymization",
        ["PrivacyCore", "TextNormalization", "JSONText", "Detectors", "Policy", "Vault", "Providers"]
    ),
    ("ZavesaTesting", ["PrivacyCore", "TextNormalization", "Vault"]),
]
let tested: [(String, [Target.Dependency])] = [
    ("PrivacyCore", []), ("TextNormalization", ["PrivacyCore"]),
    (
        "Pseudonymization",
        ["PrivacyCore", "TextNormalization", "JSONText", "Detectors", "Policy", "Vault", "Providers"]
    ),
]
let package = Package(
    name: "zavesa",
    targets: targets.map { .target(name: $0.0, dependencies: $0.1, swiftSettings: strict) }
        + tested.map {
            .testTarget(
                name: "\($0.0)Tests", dependencies: [.target(name: $0.0), "ZavesaTesting"] + $0.1,
                swiftSettings: strict)
        },
    swiftLanguageModes: [.v6]
)
MANIFEST
if [ "$fuzz" = fuzz ]; then
    cat >> "$folder/Package.swift.new" <<'MANIFEST'
for target in package.targets where target.name == "ZavesaTesting" {
    target.dependencies += ["JSONText", "Providers", "Pseudonymization"]
}
package.targets.append(
    .target(name: "FuzzDriver", dependencies: ["ZavesaTesting"], path: "Fuzz/Driver", swiftSettings: strict))
MANIFEST
fi
# A manifest that did not change keeps its time stamp: the build plan stays.
if cmp -s "$folder/Package.swift.new" "$folder/Package.swift"; then
    rm "$folder/Package.swift.new"
else
    mv "$folder/Package.swift.new" "$folder/Package.swift"
fi
