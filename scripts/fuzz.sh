#!/bin/bash
# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
#
# Looks for inputs that break a promise of the code that reads bytes from outside (Sources/ZavesaTesting/Fuzzing), with
# libFuzzer. What it finds lies in Fuzz/regressions/TARGET, where a test replays it; new ways through the code lie in
# .build-fuzz/corpus/TARGET.
# Usage: scripts/fuzz.sh [TARGET…] [SECONDS]     each target for so long; without any: all targets, 60 seconds
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
copy="$root/.build-fuzz"
all=$(sed -n 's/^ *case \([a-z]*\)$/\1/p' "$root/Sources/ZavesaTesting/Fuzzing/FuzzTarget.swift")
seconds=60 targets=()
for argument in "$@"; do
    case "$argument" in
        [0-9]*) seconds=$argument ;;
        *) grep -qx "$argument" <<<"$all" || { echo "fuzz: no target $argument; there are:" $all >&2; exit 2; }
            targets+=("$argument") ;;
    esac
done
[ ${#targets[@]} -gt 0 ] || mapfile -t targets <<<"$all"
export SWIFT_BACKTRACE=enable=no

# SwiftPM has no way to link a fuzzer: it makes the objects, and the compiler links them with libFuzzer's own main.
"$root/scripts/core-package.sh" "$copy" fuzz
swift build --package-path "$copy" -c release -j 1 --target FuzzDriver -Xswiftc -sanitize=fuzzer >"$copy/build.log" 2>&1 \
    || { tail -n 30 "$copy/build.log" >&2; exit 1; }
products=$(swift build --package-path "$copy" -c release --show-bin-path)
fuzzer="$copy/fuzzer"
find "$products" -name '*.swift.o' | grep -v 'Tests.build' | sort >"$copy/objects"
swiftc -sanitize=fuzzer -o "$fuzzer" @"$copy/objects"

failed=0
for target in "${targets[@]}"; do
    export ZAVESA_FUZZ_TARGET=$target
    corpus="$root/Fuzz/corpus/$target" found="$copy/corpus/$target" crashers="$root/Fuzz/regressions/$target"
    dictionary="$root/Fuzz/dictionaries/$target.txt"
    mkdir -p "$corpus" "$found" "$crashers"
    options=(-max_total_time="$seconds" -max_len=512 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1)
    [ ! -f "$dictionary" ] || options+=(-dict="$dictionary")
    echo "fuzz: $target for $seconds s"
    if ! "$fuzzer" "${options[@]}" -artifact_prefix="$crashers/" "$found" "$corpus" "$crashers" >"$copy/$target.log" 2>&1
    then
        failed=1
        echo "fuzz: $target breaks a promise:"
        grep -E 'Fatal error|SUMMARY|Test unit written' "$copy/$target.log" || tail -n 20 "$copy/$target.log"
    fi
    grep -E 'stat::number_of_executed_units|stat::new_units_added' "$copy/$target.log" || true
done
exit $failed
