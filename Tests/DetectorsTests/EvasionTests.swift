// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import FoundationEssentials
import PrivacyCore
import Testing
import TextNormalization
import ZavesaTesting

/// Every class of `Mutators` over the valid examples of every dictionary: how many values are still found.
///
/// The shares are in `docs/evasion.md`; `ZAVESA_WRITE_EVASION=1` writes it anew, `ZAVESA_SHOW_EVASION=1` prints misses.
@Suite struct EvasionTests {
    private static let table = ShippedDictionaries.resources + "/docs/evasion.md"

    @Test func everyClassIsRecognizedAsOftenAsPromised() async throws {
        let shares = try await EvasionShares.measured()
        for share in shares {
            #expect(share.count >= EvasionShares.minimumCount, "\(share.mutator.name) \(share.language)")
            #expect(share.share >= share.mutator.threshold, "\(share.mutator.name) \(share.language): \(share.percent)")
        }
        let environment = ProcessInfo.processInfo.environment
        if environment["ZAVESA_SHOW_EVASION"] != nil {
            for share in shares { for miss in share.misses { print(share.mutator.name, share.language, miss) } }
        }
        if environment["ZAVESA_WRITE_EVASION"] != nil {
            try Data(EvasionTable.text(shares).utf8).write(to: URL(filePath: Self.table))
        }
        let written = String(decoding: FileManager.default.contents(atPath: Self.table) ?? Data(), as: UTF8.self)
        for share in shares {
            let known = try #require(
                EvasionTable.share(of: share, in: written), "\(share.mutator.name) is missing in docs/evasion.md")
            #expect(abs(known - share.share * 100) <= 0.5, "\(share.mutator.name) \(share.language) in docs/evasion.md")
        }
    }
}
