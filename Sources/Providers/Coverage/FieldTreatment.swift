// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What is done with a field that a provider lists. A field that is not listed is text, its keys and its longer
/// numbers included (P8).
package enum FieldTreatment: String, Sendable, CaseIterable {
    /// Not text, as long as it looks like an identifier or a number (`StructuralText`); else it is scanned after all.
    case structural
    /// Running text.
    case text
    /// A name that may only hold `[A-Za-z0-9_-]`.
    case identifier
    /// Text that is usually JSON: its strings, keys and numbers are texts of their own; else running text.
    case json
    /// Like `json`: what a tool is called with.
    case arguments
    /// A value anywhere in the object that a tool is called with: its strings, keys and numbers, JSON in them included.
    case input
    /// Running text that a tool is called with.
    case toolText
    /// An image, a recording or a file: what is plainly base64 is residue and not scanned, a link is text.
    case media
    /// A signature, or something sealed: what is plainly that is not scanned, whatever its length.
    case opaque
    /// A piece of a text that arrives in pieces.
    case lane
    /// A JSON schema: keywords are structural; names of properties, descriptions and values are texts.
    case schema
    /// A place in the text of an answer, counted in code points: it moves with what is restored before it.
    case offset
    /// A place in a document of the request, named beside it, counted in code points of what the model got: it moves with
    /// what was replaced before it there.
    case cited
    /// Spells the answer in a second way and cannot be restored: taken out where anything was replaced.
    case removed
}
