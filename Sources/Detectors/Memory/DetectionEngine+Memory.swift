// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import PrivacyCore
import TextNormalization

extension DetectionEngine {
    /// The detections of one text, searched for or remembered.
    ///
    /// - Parameters:
    ///   - utf8: the text; not folded where it is remembered.
    ///   - memory: this engine's and no other's, since others find other things.
    /// - Throws: `invalidText` where it is not UTF-8, and what searching throws.
    package func detect(
        in utf8: [UInt8], fieldName: [UInt8]? = nil, remembering memory: FindingMemory.Share?
    ) throws(DetectorError) -> [Detection] {
        guard !findsNothing else { return [] }
        let search = { () throws(DetectorError) -> [Detection] in
            guard let text = AnalyzedText(utf8: utf8, fieldName: fieldName) else {
                throw DetectorError(code: .invalidText)
            }
            return try detect(in: text)
        }
        guard let memory else { return try search() }
        return try memory.findings(in: utf8, fieldName: fieldName, search: search)
    }
}
