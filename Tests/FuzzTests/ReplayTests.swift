// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import ZavesaTesting

/// Inputs that fuzzers kept: those that once broke a promise, and the corpus that leads through the code.
@Suite struct ReplayTests {
    @Test("No promise is broken by what fuzzers found", arguments: FuzzTarget.allCases)
    func replay(target: FuzzTarget) throws {
        var replayed = 0
        for folder in ["corpus", "regressions"] {
            let url = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Fuzz/\(folder)/\(target.rawValue)")
            guard let files = try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
            else { continue }
            for file in files {
                let promise = try target.promise(brokenBy: Array(Data(contentsOf: file)))
                #expect(promise == nil, "\(folder)/\(target.rawValue)/\(file.lastPathComponent)")
                replayed += 1
            }
        }
        #expect(replayed > 5, "Fuzz/ has nothing to replay for \(target.rawValue)")
    }
}
