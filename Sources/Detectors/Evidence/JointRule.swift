// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import StrictYAML

/// Evidence from a neighbor: a value of another type near this one that fits it, or does not.
///
/// A bank's number confirms the key of an account; the region of an ИНН agrees with that of a КПП.
package struct JointRule: Sendable {
    /// What must hold between the two values, letters in upper case and digits of each.
    enum Check: Sendable {
        /// These places of this value equal those of the neighbor.
        case same(mine: Places, theirs: Places)
        /// The key of a Russian account with the bank's БИК (Bank of Russia 579-P).
        case russianAccountKey
        /// The two need only stand together.
        case present
    }

    /// The neighbor's type.
    package let partner: EntityType
    let check: Check
    /// Log-odds where the check holds for one neighbor at least.
    let gain: Double
    /// Log-odds where there are neighbors and it holds for none.
    let penalty: Double
    /// Bytes between the two at most.
    let reach: Int

    private static let standardReach = 160
    private static let largestReach = 1000

    init(_ node: YAMLNode) throws(DocumentError) {
        let keys = try node.mapping(keys: ["with", "same", "name", "accept", "gain", "fail", "within"])
        partner = EntityType(rawValue: try keys.required("with").string())
        if let same = keys.optional("same") {
            let places = try same.mapping(keys: ["mine", "theirs"])
            check = .same(mine: try Places(places.required("mine")), theirs: try Places(places.required("theirs")))
        } else if let name = keys.optional("name") {
            guard try name.string() == "ru.account_key" else {
                throw name.error(.invalidValue, YAMLNode.unknown(try name.string(), among: ["ru.account_key"]))
            }
            check = .russianAccountKey
        } else {
            check = .present
        }
        if let accept = keys.optional("accept") {
            let rate = try accept.double()
            guard rate > 0, rate < 1 else { throw accept.error(.invalidValue, "a share is between 0 and 1") }
            gain = LogOdds.gain(acceptRate: rate)
        } else {
            gain = try keys.required("gain").double()
        }
        penalty = try keys.optional("fail")?.double() ?? 0
        reach = try keys.optional("within")?.integer() ?? Self.standardReach
        guard gain > 0, penalty <= 0, (1...Self.largestReach).contains(reach) else {
            throw node.error(.invalidValue, "gain is above 0, fail at most 0, within 1 to \(Self.largestReach) bytes")
        }
    }

    /// Whether the two values fit.
    func holds(_ mine: [UInt8], with theirs: [UInt8]) -> Bool {
        switch check {
        case .present: true
        case .same(let own, let other):
            if let left = own.bytes(of: mine), let right = other.bytes(of: theirs) { left == right } else { false }
        case .russianAccountKey: RussianAccountKey.isValid(account: mine, bank: theirs)
        }
    }
}
