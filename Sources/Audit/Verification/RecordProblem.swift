// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a record, or with the place where one should be.
package enum RecordProblem: Error, Equatable, Sendable, CustomStringConvertible {
    case notARecord
    case outsideSchema(field: String)
    case unknownCode
    case wrongLeaf
    case wrongLink
    case wrongNumber(expected: UInt64, found: UInt64)
    case otherChain
    case timeRunsBack(milliseconds: Int64)
    case unterminatedLine
    case lineTooLong
    case segmentMissing
    case segmentEmpty
    case segmentNotBegun
    case logNotBegun

    package var description: String {
        switch self {
        case .notARecord: "is not a record in canonical form"
        case .outsideSchema(let field): "does not follow the schema in \(field)"
        case .unknownCode: "has a code or type that is not in the catalogue"
        case .wrongLeaf: "does not give the leaf hash it states"
        case .wrongLink: "does not name the record before it"
        case .wrongNumber(let expected, let found): "has number \(found) where \(expected) follows"
        case .otherChain: "belongs to another log"
        case .timeRunsBack(let milliseconds): "is \(milliseconds) ms older than the record before it"
        case .unterminatedLine: "does not end"
        case .lineTooLong: "is longer than any record"
        case .segmentMissing: "is missing"
        case .segmentEmpty: "is empty although a later segment exists"
        case .segmentNotBegun: "does not begin with the record that names the segment"
        case .logNotBegun: "is not the record that opens a log"
        }
    }
}
