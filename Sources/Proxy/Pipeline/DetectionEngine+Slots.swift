// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import JSONText
import PrivacyCore
import Providers

extension DetectionEngine {
    /// What is found in each slot, alone and beside its neighbors in one object, in offsets of its text.
    ///
    /// - Parameter memory: what this engine found for the caller before.
    func detect(
        in slots: [TextSlot], remembering memory: FindingMemory.Share?
    ) throws(GatewayError) -> [[Detection]] {
        guard !findsNothing else { return slots.map { _ in [] } }
        var findings = try detect(alone: slots, remembering: memory)
        var forms: [Int: [Int]] = [:]
        for (index, slot) in slots.enumerated() where slot.form != .objectKey {
            if let object = slot.object { forms[object, default: []].append(index) }
        }
        for members in forms.values where members.count > 1 {
            let fields = members.map {
                FormField(name: Array((slots[$0].fieldName ?? "").utf8), value: slots[$0].text.utf8)
            }
            do throws(DetectorError) {
                let merged = try detect(
                    form: fields, beside: members.map { findings[$0] }, remembering: memory)
                for (index, found) in zip(members, merged) { findings[index] = found }
            } catch {
                throw GatewayError(error)
            }
        }
        return findings
    }

    private func detect(
        alone slots: [TextSlot], remembering memory: FindingMemory.Share?
    ) throws(GatewayError) -> [[Detection]] {
        var findings: [[Detection]] = []
        findings.reserveCapacity(slots.count)
        for slot in slots {
            do throws(DetectorError) {
                findings.append(
                    try detect(
                        in: slot.text.utf8, fieldName: slot.fieldName.map { Array($0.utf8) }, remembering: memory))
            } catch {
                throw GatewayError(error)
            }
        }
        return findings
    }
}
