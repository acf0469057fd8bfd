// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// A number in an answer that points into a document of its request: an offset in code points of what the model got.
package struct CitedOffset: Sendable {
    /// Which of the request's documents, in their order.
    package let document: Int
    package let offset: TextOffset

    package init(document: Int, offset: TextOffset) {
        self.document = document
        self.offset = offset
    }
}
