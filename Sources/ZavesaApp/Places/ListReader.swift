// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Policy
import StrictYAML

/// One legal list as it was read, and who answers for it.
struct ListFile: Sendable {
    let node: YAMLNode
    let origin: ListOrigin
}

/// Reads legal lists: those of the release, and the operator's own in their place or beside them. Each file is read once,
/// so that what was checked is what counts.
///
/// Control: ZV-TRF-02
struct ListReader: Sendable {
    let resources: Resources
    let settings: ComplianceSettings

    private static let folder = "jurisdictions"

    /// Every list of a folder under `jurisdictions` beside those named, in the order of their names.
    func lists(in subfolder: String = "", besides others: Set<String> = []) throws(DocumentError) -> [ListFile] {
        let own = try ownNames(in: subfolder)
        let shipped = Self.names("\(resources.jurisdictions)/\(subfolder)") ?? []
        var files: [ListFile] = []
        for name in shipped.union(own).subtracting(others).sorted() {
            let file = try list(name, in: subfolder, isOwn: own.contains(name))
            try Self.check(file.node, isNamed: name, in: subfolder)
            files.append(file)
        }
        return files
    }

    /// A signature is over a list's bytes: under another name a signed list would take the place of one that nobody meant it
    /// to replace.
    private static func check(_ node: YAMLNode, isNamed name: String, in subfolder: String) throws(DocumentError) {
        let isGroup = subfolder.isEmpty
        guard let own = try node.pairs().first(where: { $0.key == (isGroup ? "group" : "regime") })?.value else {
            return
        }
        let text = try own.string()
        guard name == "\(isGroup ? text.lowercased() : text).yaml" else {
            throw own.error(
                .invalidValue,
                isGroup
                    ? "the file of a group has to be named as the group is, in small letters: eu.yaml holds EU"
                    : "the file of a law has to be named as its regime is: ru.yaml holds ru")
        }
    }

    /// One list of `jurisdictions` itself.
    func list(_ name: String) throws(DocumentError) -> ListFile {
        try list(name, in: "", isOwn: ownNames(in: "").contains(name))
    }

    private func list(_ name: String, in subfolder: String, isOwn: Bool) throws(DocumentError) -> ListFile {
        let path = subfolder.isEmpty ? name : "\(subfolder)/\(name)"
        if isOwn, let lists = settings.lists { return try ownList("\(lists)/\(path)") }
        return try shipped("\(Self.folder)/\(path)")
    }

    /// The operator's files of a folder. One that cannot be read is not an empty one: shipped lists would count in silence.
    private func ownNames(in subfolder: String) throws(DocumentError) -> Set<String> {
        guard let lists = settings.lists else { return [] }
        let folder = subfolder.isEmpty ? lists : "\(lists)/\(subfolder)"
        if let names = Self.names(folder) {
            if let stray = Self.stray(in: folder) {
                throw DocumentError(
                    code: .invalidValue, file: "\(folder)/\(stray)",
                    expectation: "the name of a list ends in .yaml: this one would count for nothing")
            }
            return names
        }
        guard !subfolder.isEmpty, Self.names(lists) != nil, !FileManager.default.fileExists(atPath: folder) else {
            throw DocumentError(
                code: .invalidValue, file: folder,
                expectation: "compliance.lists: there is no such folder, or it cannot be read")
        }
        return []
    }

    /// What each sensitive category of a law means; not for operators to replace.
    func categories() throws(DocumentError) -> ListFile { try shipped("categories.yaml") }

    private func shipped(_ path: String) throws(DocumentError) -> ListFile {
        let name = "compliance/\(path)"
        let content = try Self.content("\(resources.compliance)/\(path)", named: name)
        let isReleased = ReleaseLists.hold(content, at: path)
        guard isReleased || settings.signers.isEmpty else {
            throw DocumentError(
                code: .invalidValue, file: name,
                expectation:
                    "this is not the list of the release; put yours, signed, into the folder of compliance.lists")
        }
        return ListFile(node: try YAMLNode(content, named: name), origin: isReleased ? .release : .unsigned)
    }

    private func ownList(_ path: String) throws(DocumentError) -> ListFile {
        let content = try Self.content(path, named: path)
        let origin = settings.signers.isEmpty ? .unsigned : try origin(of: content, at: path)
        return ListFile(node: try YAMLNode(content, named: path), origin: origin)
    }

    private func origin(of content: Data, at path: String) throws(DocumentError) -> ListOrigin {
        let refused = { (expectation: String) in
            DocumentError(code: .invalidValue, file: path, expectation: expectation)
        }
        guard let file = FileManager.default.contents(atPath: path + ".sig") else {
            throw refused("the list is not signed: compliance.signers asks for a signature in a file .sig beside it")
        }
        guard let signature = ListSigner.signature(in: file) else {
            throw refused("its signature is not 64 bytes, as they are or in base64")
        }
        guard let signer = settings.signers.first(where: { $0.signed(content, as: signature) }) else {
            throw refused("its signature is of none of compliance.signers, or the list was changed after it was signed")
        }
        return .signed(by: signer.id)
    }

    private static func content(_ path: String, named name: String) throws(DocumentError) -> Data {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw DocumentError(code: .invalidValue, file: name, expectation: "the file cannot be read")
        }
        return content
    }

    /// `nil` for a folder that cannot be read.
    private static func names(_ folder: String) -> Set<String>? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return names.map { Set($0.filter { $0.hasSuffix(".yaml") }) }
    }

    /// A file that somebody may take for a list, and that is not read as one.
    private static func stray(in folder: String) -> String? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().first { name in
            let small = name.lowercased()
            return small.hasSuffix(".yml") || (small.hasSuffix(".yaml") && !name.hasSuffix(".yaml"))
        }
    }
}
