// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import PrivacyCore
import Providers
import TextNormalization

extension DetectionEngine {
    /// What is found in each slot, alone and beside its neighbors in one object, in offsets of its text.
    func detect(in slots: [TextSlot]) throws(GatewayError) -> [[Detection]] {
        guard !findsNothing else { return slots.map { _ in [] } }
        var findings = try detect(alone: slots)
        var forms: [Int: [Int]] = [:]
        for (index, slot) in slots.enumerated() where slot.form != .objectKey {
            if let object = slot.object { forms[object, default: []].append(index) }
        }
        for members in forms.values where members.count > 1 {
            let fields = members.map {
                FormField(name: Array((slots[$0].fieldName ?? "").utf8), value: slots[$0].text.utf8)
            }
            do throws(DetectorError) {
                let merged = try detect(form: fields, beside: members.map { findings[$0] })
                for (index, found) in zip(members, merged) { findings[index] = found }
            } catch {
                throw GatewayError(error)
            }
        }
        return findings
    }

    private func detect(alone slots: [TextSlot]) throws(GatewayError) -> [[Detection]] {
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
