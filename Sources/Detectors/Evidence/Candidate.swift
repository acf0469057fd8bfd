// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A form of a recognizer that matched at one place of the folded text.
struct Candidate {
    let recognizer: Int
    let rule: Int
    let span: Range<Int>
}
