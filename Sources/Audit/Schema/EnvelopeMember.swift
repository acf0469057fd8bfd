// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What the log adds to an event when it is written, in the order of canonical JSON.
enum EnvelopeMember: String, CaseIterable {
    case chain, clock, eid, integrity, node, seq, ts, v

    static let names = allCases.map(\.rawValue)
}
