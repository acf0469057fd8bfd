// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Testing

@Suite struct DictionaryCheckTests {
    @Test func everyExampleOfEveryDictionaryHolds() throws {
        let library = try ShippedDictionaries.library()
        let failures = DictionaryCheck.failures(of: library.recognizers, engine: try ShippedDictionaries.engine())
        #expect(failures.map(\.description) == [])
    }
}
