// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Evaluation
import PrivacyCore
import StrictYAML
import Testing

struct VectorTests {
    private static func kinds(_ text: String) throws -> VectorKinds {
        try VectorKinds(YAMLNode(parsing: text, file: "kinds.yaml"), catalog: Shipped.library().catalog)
    }

    private static func report(_ lines: [String]) throws -> VectorReport {
        let library = try Shipped.library()
        let evaluation = VectorEvaluation(
            engine: library.engine(), recognizers: library.recognizers,
            kinds: try kinds("{source: x, kinds: {SNILS: RU_SNILS, PASS: RU_PASSPORT, MAIL: [EMAIL, PHONE]}}"))
        return evaluation.report(on: try TestVector.read(lines.map { Array($0.utf8) }, file: "v.tsv"))
    }

    @Test("A valid number must be found under a label, an invalid one must not be found without")
    func counts() throws {
        let report = try Self.report([
            "SNILS\t15881399821\t1\tRU\tcomputed", "SNILS\t158-813-998 21\t1", "SNILS\tno number\t1",
            "SNILS\t15881399822\t0", "",
        ])
        let kind = try #require(report.kinds.first)
        #expect([kind.valid, kind.found, kind.invalid, kind.rejected] == [3, 2, 1, 1])
        #expect(kind.missed == [3])
        #expect(kind.accepted == [])
    }

    @Test("Without a checksum invalid numbers say nothing; without a recognizer a kind is only counted")
    func apart() throws {
        let report = try Self.report([
            "PASS\t45 10 123456\t1", "PASS\t00 00 000000\t0", "NEW\t1\t1", "NEW\t2\t0", "MAIL\tivan@example.ru\t1",
        ])
        #expect(
            report.kinds.map { "\($0.name) \($0.found) \($0.hasChecksum) \($0.invalid)" } == [
                "MAIL 1 false 0", "PASS 1 false 0",
            ])
        #expect(report.unrecognized.map { "\($0.name) \($0.valid) \($0.invalid)" } == ["NEW 1 1"])
        #expect(VectorText(report).text.contains("NEW 2"))
    }

    @Test("A line that is no vector is refused with its place")
    func refused() {
        for line in ["SNILS", "SNILS\t1\t2", "SNILS\t\t1", "SNILS\t1"] {
            #expect(throws: EvaluationInputError.self) { try Self.report([line]) }
        }
    }

    @Test("The shipped mapping names types that exist, and no other may stand there")
    func mapping() throws {
        let kinds = try VectorKinds(Shipped.table("vector_kinds.yaml"), catalog: Shipped.library().catalog)
        #expect(kinds.types(of: "RU_SNILS").map(\.rawValue) == ["RU_SNILS"])
        #expect(kinds.types(of: "LUHN").isEmpty)
        #expect(throws: DocumentError.self) { try Self.kinds("{source: x, kinds: {A: NO_SUCH_TYPE}}") }
    }
}
