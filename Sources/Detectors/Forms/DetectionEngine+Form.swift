// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore

extension DetectionEngine {
    /// A form with longer values is running text, which tells about itself.
    private static let longestValue = 120
    private static let fieldCounts = 2...64

    /// Reads the fields of one object side by side, as a person reads a form: `series: 4509`, `number: 123456`.
    ///
    /// - Parameters:
    ///   - found: what was found in each value alone.
    ///   - memory: of this engine.
    /// - Returns: for each value, what was found in it or with its neighbors, without overlaps. A value that is spread
    ///   over several fields is a finding in each.
    package func detect(
        form fields: [FormField], beside found: [[Detection]], remembering memory: FindingMemory.Share? = nil
    ) throws(DetectorError) -> [[Detection]] {
        guard Self.fieldCounts.contains(fields.count), fields.allSatisfy({ $0.value.count <= Self.longestValue })
        else { return found }
        let form = FormText(fields)
        var merged = found
        for detection in try detect(in: form.bytes, remembering: memory)
        where catalog[detection.type]?.isSpecialCategory != true {
            let parts = form.parts(of: detection.span)
            for (field, span) in parts {
                let isNew = !found[field].contains { $0.span.overlaps(span) }
                guard !isNew, parts.count == 1 else {
                    merged[field].append(detection.spanning(span))
                    continue
                }
                for index in found[field].indices where found[field][index].span.overlaps(span) {
                    merged[field][index] = merged[field][index].absorbing(detection)
                }
            }
        }
        return merged.enumerated().map { index, detections in
            detections.count == found[index].count
                ? detections : OverlapResolver.resolve(detections, catalog: catalog)
        }
    }
}

/// The fields of a form as one text: `name: value`, one after the other.
private struct FormText {
    private(set) var bytes: [UInt8] = []
    private var values: [ByteSpan] = []

    init(_ fields: [FormField]) {
        for field in fields {
            bytes += field.name.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
            bytes += Array(": ".utf8)
            values.append(ByteSpan(bytes.count, bytes.count + field.value.count))
            bytes += field.value
            bytes.append(UInt8(ascii: " "))
        }
    }

    /// What of a span lies in which field's value, in offsets of the value.
    func parts(of span: ByteSpan) -> [(field: Int, span: ByteSpan)] {
        values.indices.compactMap { field in
            let value = values[field]
            guard value.overlaps(span) else { return nil }
            return (
                field, ByteSpan(max(value.start, span.start) - value.start, min(value.end, span.end) - value.start)
            )
        }
    }
}
