// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the tagger calls a word: outside of everything, or the first or a later word of an entity.
///
/// Places and organizations are told apart from persons only to keep them from being taken for persons.
package enum TaggerTag: Int, Sendable, CaseIterable {
    case outside
    case firstPerson, laterPerson
    case firstPlace, laterPlace
    case firstOrganization, laterOrganization
    /// Titles of works, events, peoples; first and later words alike.
    case other

    /// Whether this tag can stand right after another one.
    package func canFollow(_ previous: TaggerTag) -> Bool {
        switch self {
        case .laterPerson: previous == .firstPerson || previous == .laterPerson
        case .laterPlace: previous == .firstPlace || previous == .laterPlace
        case .laterOrganization: previous == .firstOrganization || previous == .laterOrganization
        default: true
        }
    }
}
