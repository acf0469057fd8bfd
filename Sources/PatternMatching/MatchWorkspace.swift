// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import CPCRE2
import PrivacyCore

/// What one running match needs: PCRE2's match data, its limits, and a stack for the JIT.
///
/// `@safe`: the three pointers live exactly as long as the object and never leave it.
/// `@unchecked Sendable`: it is used by one thread at a time, because the pool hands it to one caller and takes it
/// back under a lock.
@safe
final class MatchWorkspace: @unchecked Sendable {
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer

    /// Smallest and largest size of the JIT stack, in bytes; it grows on demand, and a match beyond it is a limit hit.
    private static let stackSize = (smallest: 32 << 10, largest: 1 << 20)
    /// Memory the interpreter may take where there is no JIT, in KiB.
    private static let heapLimit: UInt32 = 16 << 10

    /// `nil` if there is no memory.
    init?(groupCount: Int, limits: MatchLimits) {
        let size = Self.stackSize
        guard let data = unsafe pcre2_match_data_create_8(UInt32(groupCount + 1), nil) else { return nil }
        guard let context = unsafe pcre2_match_context_create_8(nil) else {
            unsafe pcre2_match_data_free_8(data)
            return nil
        }
        guard let stack = unsafe pcre2_jit_stack_create_8(size.smallest, size.largest, nil) else {
            unsafe pcre2_match_context_free_8(context)
            unsafe pcre2_match_data_free_8(data)
            return nil
        }
        unsafe pcre2_set_match_limit_8(context, limits.steps)
        unsafe pcre2_set_depth_limit_8(context, limits.depth)
        unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
        // Without a callback the last argument is the stack itself.
        unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        unsafe (self.data, self.context, self.stack) = (data, context, stack)
    }

    deinit {
        unsafe pcre2_jit_stack_free_8(stack)
        unsafe pcre2_match_context_free_8(context)
        unsafe pcre2_match_data_free_8(data)
    }

    /// The first match at or after `offset`, which is the start of a character of `text`, valid UTF-8.
    ///
    /// With `limit` the match starts there or before; only for code that was compiled for it.
    func firstMatch(
        of code: PatternCode, in text: [UInt8], from offset: Int, startingUpTo limit: Int?, name: String
    ) throws(PatternError) -> (span: ByteSpan, groups: [ByteSpan?])? {
        code.ready()
        // No limit is the largest `size_t`, which is imported as -1.
        unsafe pcre2_set_offset_limit_8(context, limit ?? -1)
        // The text is lent for the call, and only offsets are read afterwards. An empty match says nothing.
        let status = unsafe text.withUnsafeBufferPointer { bytes in
            unsafe pcre2_match_8(
                code.handle, bytes.baseAddress, bytes.count, offset,
                UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NOTEMPTY), data, context)
        }
        switch status {
        case 1...: break
        case PCRE2_ERROR_NOMATCH: return nil
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
            throw PatternError(code: .matchLimit, pattern: name)
        default: throw PatternError(code: .engine, pattern: name)
        }
        guard let span = pair(0) else { throw PatternError(code: .engine, pattern: name) }
        guard code.groupCount > 0 else { return (span, []) }
        return (span, (1...code.groupCount).map { pair($0) })
    }

    /// The span of group `index`; `nil` if it took no part in the match.
    private func pair(_ index: Int) -> ByteSpan? {
        // The vector has a pair for each group of the pattern: the workspace was made for its group count or more.
        guard let vector = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
        let (start, end) = unsafe (vector[2 * index], vector[2 * index + 1])
        // Unset is the largest `size_t`, which is imported as -1; a `\K` could make a match run backwards: no span.
        guard 0 <= start, start <= end else { return nil }
        return ByteSpan(start, end)
    }
}
