// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Testing
import ZavesaTesting

@testable import ZavesaApp

/// Control: ZV-TRF-02
@Suite struct ReleaseListsTests {
    @Test func theProgramKnowsEveryListOfTheReleaseAsItIs() throws {
        let root = try testResources.compliance
        let below = try FileManager.default.subpathsOfDirectory(atPath: root + "/jurisdictions")
        let paths = below.filter { $0.hasSuffix(".yaml") }.map { "jurisdictions/" + $0 } + ["categories.yaml"]
        #expect(Set(paths) == Set(ReleaseLists.digests.keys), "run scripts/list-digests.sh")
        for path in paths {
            let content = try #require(FileManager.default.contents(atPath: "\(root)/\(path)"))
            #expect(ReleaseLists.hold(content, at: path), "\(path): run scripts/list-digests.sh")
            #expect(!ReleaseLists.hold(content + Data([0x0A]), at: path))
        }
    }
}
