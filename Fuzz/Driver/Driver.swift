// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import ZavesaTesting

/// What `ZAVESA_FUZZ_TARGET` names.
private let target = ProcessInfo.processInfo.environment["ZAVESA_FUZZ_TARGET"].flatMap(FuzzTarget.init)

/// libFuzzer's entry: traps where a promise is broken, so that the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let target else {
        fatalError("ZAVESA_FUZZ_TARGET names none of \(FuzzTarget.allCases.map(\.rawValue))")
    }
    let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    if let promise = target.promise(brokenBy: input) { fatalError(promise) }
    return 0
}
