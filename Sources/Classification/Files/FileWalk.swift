// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Goes through files and folders and says which files there are to read, and which are not read and why.
///
/// Each file is found once, whatever links lead to it, so a walk ends also where links run in circles.
struct FileWalk {
    private(set) var files: [FilePath] = []
    private(set) var skipped: [(path: FilePath, reason: SkipReason)] = []
    private var seen: Set<FileStatus.Identity> = []
    private let options: ClassificationOptions

    init(_ options: ClassificationOptions) {
        self.options = options
    }

    /// Walks one path that a person named: a link is followed here.
    mutating func add(_ path: FilePath) {
        var pending = [path]
        visit(path, FileStatus(of: path, followsLink: true), &pending)
        pending.removeFirst()
        while let folder = pending.popLast() {
            guard let names = FolderEntries.names(in: folder) else {
                skipped.append((folder, .unreadable))
                continue
            }
            var folders: [FilePath] = []
            for name in names {
                let entry = folder.appending(name)
                visit(entry, FileStatus(of: entry, followsLink: options.followsSymbolicLinks), &folders)
            }
            pending += folders.reversed()
        }
    }

    /// Notes a file, or adds a folder to `folders`.
    private mutating func visit(_ path: FilePath, _ status: FileStatus?, _ folders: inout [FilePath]) {
        guard let status else {
            skipped.append((path, .missing))
            return
        }
        switch status.kind {
        case .symbolicLink: skipped.append((path, .symbolicLink))
        case .other: skipped.append((path, .notAFile))
        case .file, .folder:
            guard seen.insert(status.identity).inserted else {
                skipped.append((path, .readUnderAnotherName))
                return
            }
            if status.kind == .folder {
                if options.excludedFolders.contains(where: { $0.utf8.elementsEqual(path.name) }) {
                    skipped.append((path, .excluded))
                } else {
                    folders.append(path)
                }
            } else if status.size > options.maximumFileSize {
                skipped.append((path, .tooLarge))
            } else {
                files.append(path)
            }
        }
    }
}
