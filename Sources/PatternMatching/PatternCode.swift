// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CPCRE2
import Synchronization

/// Owns a `pcre2_code` and its JIT code.
///
/// `@safe`: the pointer lives exactly as long as the object, and only `MatchWorkspace` reads it.
/// `@unchecked Sendable`: the code is written in `init` and, under a lock, in the first `ready`, before any match; PCRE2 only
/// reads it afterwards (pcre2api, "Multithreading": compiled patterns are thread-safe once JIT compilation is over).
@safe
final class PatternCode: @unchecked Sendable {
    /// The compiled expression, never null, freed with this object.
    let handle: OpaquePointer
    /// How many capturing groups the expression has.
    let groupCount: Int
    private let groupIndices: [String: Int]
    private let isReady = Atomic(false)
    private let readying = Mutex(())

    init(_ source: PatternSource) throws(PatternError) {
        var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        if source.usesUnicodeClasses { options |= UInt32(PCRE2_UCP) }
        if source.isCaseInsensitive { options |= UInt32(PCRE2_CASELESS) }
        if source.hasPlaces { options |= UInt32(PCRE2_USE_OFFSET_LIMIT) }
        unsafe handle = try Self.compile(source, options: options)
        var count: UInt32 = 0
        _ = unsafe pcre2_pattern_info_8(handle, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
        groupIndices = unsafe Self.namedGroups(of: handle)
    }

    /// Makes machine code of it, once, and before the first match: most patterns of most gateways never see one, so that
    /// doing it at the start would be a tenth of the start.
    func ready() {
        guard !isReady.load(ordering: .acquiring) else { return }
        readying.withLock { _ in
            guard !isReady.load(ordering: .relaxed) else { return }
            // Where memory may not be made executable the interpreter does the same work, only slower.
            _ = unsafe pcre2_jit_compile_8(handle, UInt32(PCRE2_JIT_COMPLETE))
            isReady.store(true, ordering: .releasing)
        }
    }

    deinit {
        unsafe pcre2_code_free_8(handle)
    }

    /// The place of a named group among the groups, 0 for group 1.
    func groupIndex(named name: String) -> Int? { groupIndices[name] }

    private static func compile(_ source: PatternSource, options: UInt32) throws(PatternError) -> OpaquePointer {
        var status: CInt = 0
        var offset = 0
        let expression = Array(source.expression.utf8)
        // The expression is lent for the call; PCRE2 keeps no pointer to it. Its UTF-8 is valid, since it was a String.
        let compiled = unsafe expression.withUnsafeBufferPointer { bytes in
            unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, nil)
        }
        guard let compiled = unsafe compiled else {
            throw PatternError(code: .invalidPattern, pattern: source.name, offset: offset)
        }
        return unsafe compiled
    }

    /// Reads PCRE2's table of names: two bytes of number, then the name with a terminating zero, in equal entries.
    private static func namedGroups(of handle: OpaquePointer) -> [String: Int] {
        var count: UInt32 = 0
        var entrySize: UInt32 = 0
        var table: UnsafePointer<UInt8>?
        _ = unsafe pcre2_pattern_info_8(handle, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        _ = unsafe pcre2_pattern_info_8(handle, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
        _ = unsafe pcre2_pattern_info_8(handle, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table = unsafe table else { return [:] }
        var indices: [String: Int] = [:]
        for entry in 0..<Int(count) {
            // Inside the table, whose size PCRE2 states: `count` entries of `entrySize` bytes, each ending in a zero.
            let start = unsafe table + entry * Int(entrySize)
            let number = unsafe Int(start[0]) << 8 | Int(start[1])
            indices[unsafe String(cString: start + 2)] = number - 1
        }
        return indices
    }
}

extension PatternSource {
    /// Whether it is tried only near digits or literals, which takes a limit on where a match starts.
    fileprivate var hasPlaces: Bool {
        triggers.contains { if case .digits = $0 { false } else { true } }
    }
}
