// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import PrivacyCore
import Providers
import TextNormalization

extension DetectionEngine {
    /// What is found in each slot, in offsets of its text.
    func detect(in slots: [TextSlot]) throws(GatewayError) -> [[Detection]] {
        var findings: [[Detection]] = []
        findings.reserveCapacity(slots.count)
        for slot in slots {
            guard
                let text = AnalyzedText(
                    utf8: slot.text.utf8, fieldName: slot.fieldName.map { Array($0.utf8) })
            else {
                throw GatewayError(.invalidBody, "A text is not valid UTF-8.")
            }
            do throws(DetectorError) {
                findings.append(try detect(in: text))
            } catch {
                throw GatewayError(error)
            }
        }
        return findings
    }
}
