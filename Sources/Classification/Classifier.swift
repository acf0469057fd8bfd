// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

package import Detectors
import Glibc
import Synchronization

/// Says what files and folders hold: classes, types and counts, and what could not be read.
package struct Classifier: Sendable {
    private let engine: DetectionEngine
    private let options: ClassificationOptions
    private let references: PathReference

    /// A classifier with the same detectors that requests are searched with.
    package init(
        engine: DetectionEngine, options: ClassificationOptions = .init(), references: PathReference = .init()
    ) {
        self.engine = engine
        self.options = options
        self.references = references
    }

    /// Reads every file at and under `paths`, as many at a time as there are cores.
    ///
    /// The calling task's cancellation ends it early: files not reached are left out of the report, which says so.
    /// - Parameter progress: called from any thread, in no order, after a piece of a file.
    package func classify(
        paths: [String], progress: @escaping @Sendable (ClassificationProgress) -> Void = { _ in }
    ) async -> ClassificationReport {
        var walk = FileWalk(options)
        for path in paths { walk.add(FilePath(Array(path.utf8))) }
        let work = ClassificationWork(files: walk.files)
        await withTaskGroup { group in
            for _ in 0..<min(concurrency, walk.files.count) {
                group.addTask {
                    while !Task.isCancelled, let path = work.next() {
                        let reading = FileReading(
                            path, reference: references.reference(of: path), engine: engine, options: options)
                        let outcome = reading.run { progress(work.read($0)) }
                        progress(work.finish(path, outcome))
                    }
                }
            }
        }
        return report(walk, work)
    }

    private var concurrency: Int { max(1, options.concurrency ?? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    private func report(_ walk: FileWalk, _ work: ClassificationWork) -> ClassificationReport {
        var files: [FileClassification] = []
        var skipped: [(path: FilePath, file: SkippedFile)] = walk.skipped.map { path, reason in
            (path, SkippedFile(pathReference: references.reference(of: path), path: path.text, reason: reason))
        }
        let outcomes = work.outcomes.sorted { $0.path < $1.path }
        for (path, outcome) in outcomes {
            switch outcome {
            case .classified(let file): files.append(file)
            case .skipped(let file): skipped.append((path, file))
            }
        }
        return ClassificationReport(
            files: files, skipped: skipped.sorted { $0.path < $1.path }.map(\.file),
            unreached: walk.files.count - outcomes.count, engineDigest: engine.digest,
            sampledRows: options.sampledRows)
    }
}

/// The files that are still to be read, and what came of those that were; shared by the reading tasks.
private final class ClassificationWork: Sendable {
    private struct State {
        var next = 0
        var progress = ClassificationProgress()
        var outcomes: [(path: FilePath, outcome: FileReading.Outcome)] = []
    }

    private let files: [FilePath]
    private let state: Mutex<State>

    init(files: [FilePath]) {
        self.files = files
        var state = State()
        state.progress.filesFound = files.count
        self.state = Mutex(state)
    }

    /// The next file to read; `nil` if all are taken.
    func next() -> FilePath? {
        state.withLock { state in
            guard state.next < files.count else { return nil }
            state.next += 1
            return files[state.next - 1]
        }
    }

    func read(_ count: Int) -> ClassificationProgress {
        state.withLock { state in
            state.progress.bytesRead += count
            return state.progress
        }
    }

    func finish(_ path: FilePath, _ outcome: FileReading.Outcome) -> ClassificationProgress {
        state.withLock { state in
            state.progress.filesDone += 1
            state.outcomes.append((path, outcome))
            return state.progress
        }
    }

    var outcomes: [(path: FilePath, outcome: FileReading.Outcome)] { state.withLock { $0.outcomes } }
}
