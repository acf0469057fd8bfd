// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Keeps the log in append-only segment files, one record a line.
///
/// A batch is one write and one `fdatasync`. The end of the last durable batch is remembered: after a failure the file
/// is cut back to it before anything else is written, so that a half-written record never stands between two whole
/// ones. (Cutting back is also what makes a second `fdatasync` meaningful after one that failed: Linux forgets pages
/// it could not write.)
package final class SegmentFileSink: AuditSink {
    /// When a new segment begins.
    package struct Rotation: Sendable {
        /// A segment that has reached this length in bytes is closed.
        package var size: Int64
        package init(size: Int64 = 64 << 20) { self.size = size }
    }

    private struct State {
        var number: Int
        var file: PosixFile
        /// The length of the file up to the end of the last durable batch.
        var durableSize: Int64
        /// The day of the segment's first batch; `nil` until one is written.
        var day: Int64?
        /// Whether bytes may stand after `durableSize`.
        var isDirty = false
    }

    private let folder: SegmentFolder
    private let rotation: Rotation
    /// Held for as long as the sink lives: there is one writer.
    private let lock: PosixFile
    private let state: Mutex<State>

    /// How many bytes of an unfinished line were moved aside when the log was opened.
    package let tornBytes: Int

    /// Opens the log in a folder, which is created when absent, and takes the writer's lock.
    ///
    /// A last line without its end, left by a crash, is moved to a `.torn` file beside the segment. Throws `corrupt`
    /// when another writer holds the log, `unavailable` when a file cannot be opened.
    package init(directory: String, rotation: Rotation = Rotation()) throws(AuditError) {
        folder = SegmentFolder(path: directory)
        self.rotation = rotation
        do throws(PosixError) {
            try PosixFolder.create(directory)
            lock = try .lock(folder.lockPath)
            guard lock.lockForWriting() else { throw PosixError.locked }
            let last = try folder.segments().last
            let file = try PosixFile.appending(to: folder.path(of: last ?? 1), create: last == nil)
            let torn = try TornLine.moveAside(in: file, at: folder.path(of: last ?? 1))
            try PosixFolder.synchronize(directory)
            tornBytes = torn.bytes
            state = Mutex(State(number: last ?? 1, file: file, durableSize: torn.remainingSize, day: nil))
        } catch {
            guard error != .locked else { throw AuditError(code: .corrupt, finding: AuditError.heldElsewhere) }
            throw AuditError(code: .unavailable, systemError: error.number)
        }
    }

    /// The number of the segment in use.
    package var currentSegment: Int { state.withLock { $0.number } }

    /// Tells the sink on which day the segment in use began, as found when it was read.
    package func segmentBegan(on moment: Timestamp) { state.withLock { $0.day = moment.day } }

    package func append(_ lines: [[UInt8]]) throws(AuditError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
        for line in lines {
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
        try state.withLock { state throws(AuditError) in
            do throws(PosixError) {
                try Self.makeReady(&state)
                state.isDirty = true
                try state.file.append(bytes)
                try state.file.synchronizeData()
                state.durableSize += Int64(bytes.count)
                state.isDirty = false
            } catch {
                // Frees the space at once; if this fails too, the next append tries again before it writes.
                try? Self.cutBack(&state)
                throw AuditError(code: .unavailable, systemError: error.number)
            }
        }
    }

    package func beginSegmentIfDue(at milliseconds: Int64) throws(AuditError) -> Int? {
        let today = Timestamp(milliseconds: milliseconds).day
        return try state.withLock { state throws(AuditError) in
            guard state.durableSize > 0, state.durableSize >= rotation.size || today > (state.day ?? today) else {
                state.day = state.day ?? today
                return nil
            }
            do throws(PosixError) {
                try Self.makeReady(&state)
                let next = try Self.newSegment(at: folder.path(of: state.number + 1))
                try PosixFolder.synchronize(folder.path)
                state = State(number: state.number + 1, file: next, durableSize: 0, day: today)
                return state.number
            } catch {
                throw AuditError(code: .unavailable, systemError: error.number)
            }
        }
    }

    /// Cuts off what a failed batch left, and checks that the file is still the one in the folder and as long as we
    /// left it: records written to a file that somebody removed would be lost without a sign.
    private static func makeReady(_ state: inout State) throws(PosixError) {
        if state.isDirty { try cutBack(&state) }
        let status = try state.file.status()
        guard status.links > 0, status.size == state.durableSize else { throw .displaced }
    }

    /// Creates a segment, or takes the empty one that an attempt which failed half-way left.
    private static func newSegment(at path: String) throws(PosixError) -> PosixFile {
        do throws(PosixError) {
            return try .appending(to: path, create: true)
        } catch {
            guard error == .exists else { throw error }
            let file = try PosixFile.appending(to: path, create: false)
            guard try file.status().size == 0 else { throw .displaced }
            return file
        }
    }

    private static func cutBack(_ state: inout State) throws(PosixError) {
        try state.file.truncate(to: state.durableSize)
        state.isDirty = false
    }
}
