// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Reports

@Suite("Cells of a table")
struct CSVRenderingTests {
    @Test(
        "no cell is a formula, and quotes follow RFC 4180",
        arguments: [
            ("plain", "plain"), ("", ""), ("=1+1", "'=1+1"), ("+7", "'+7"), ("-1", "'-1"), ("@x", "'@x"),
            ("\tx", "'\tx"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
            ("=a,b", "\"'=a,b\""), ("\rx", "\"'\rx\""), ("a=b", "a=b"),
        ])
    func cell(text: String, written: String) { #expect(CSVRendering.cell(text) == written) }
}

/// A reader of RFC 4180 written for the tests.
enum CSVReader {
    static func read(_ bytes: [UInt8]) -> [[String]] {
        var table: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted = true
            case UInt8(ascii: ","), UInt8(ascii: "\n"):
                row.append(String(decoding: cell, as: UTF8.self))
                cell = []
                if byte == UInt8(ascii: "\n") {
                    table.append(row)
                    row = []
                }
            case UInt8(ascii: "\r"): break
            default: cell.append(byte)
            }
        }
        return table
    }
}
