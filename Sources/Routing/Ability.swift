// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What a request can need of a model beside text in and text out. The raw values stand in settings.
package enum Ability: String, Sendable, CaseIterable {
    case tools
    /// Images in the request.
    case vision
    case audio
    case video
    /// Documents in the request.
    case files
    /// Answers that keep to a schema (structured outputs).
    case jsonSchema = "json_schema"
}
