// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A place of the folded text that may hold a value, and what stands there.
struct Candidate {
    let span: Range<Int>
    let text: CandidateText
}

/// What a text tells about all of its candidates.
struct Surroundings {
    let words: WordIndex
    let field: FieldName?
}
