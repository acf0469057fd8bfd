// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Evaluation
import Testing

struct CaseFormTests {
    private static func report(_ lines: [String]) throws -> CaseFormReport {
        CaseFormReport(
            try CaseFormRow.read(lines.map { Array($0.utf8) }, file: "c.tsv"), grammar: try Shipped.library().grammar)
    }

    @Test("Forms are counted by part and gender, right ones, names that stayed, and wrong ones")
    func counts() throws {
        let report = try Self.report([
            "surname\tm\tволков\tволкова\tволкову\tволкова\tволковым\tволкове",
            // A table that is wrong itself: the dative and the instrumental.
            "surname\tm\tбелов\tбелова\tбеловы\tбелова\tбеловом\tбелове", "",
            "given\tf\tанна\tанны\tанне\tанну\tанной|анною\tанне",
        ])
        let surnames = try #require(report.rows.first)
        #expect(
            [surnames.names, surnames.forward.total, surnames.forward.right, surnames.forward.wrong] == [2, 10, 8, 2])
        #expect(surnames.wrongLines == [2])
        let given = try #require(report.rows.last)
        #expect([given.forward.right, given.forward.left, given.forward.wrong] == [5, 0, 0])
        #expect([given.between.right, given.between.wrong] == [25, 0])
        #expect(CaseFormText(report).text.contains("80.0"))
        #expect(CaseFormText(report).markdown.contains("| surname | m | 2 | 10 | 80.0 |"))
        #expect(CaseFormText(report).json(engineDigest: "d").contains("\"right\": 8"))
    }

    @Test("A line that is no name in six cases is refused with its place")
    func refused() {
        for line in [
            "surname", "surname\tx\ta\tb\tc\td\te\tf", "surname\tm\ta\tb\tc\td\te", "surname\tm\ta\t\tc\td\te\tf",
        ] {
            #expect(throws: EvaluationInputError.self) { try Self.report(["given\tm\ta\ta\ta\ta\ta\ta", line]) }
        }
    }
}
