// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Classification
import Glibc
import Testing

/// Which files are read, and that none is left out in silence.
struct WalkTests {
    private func reasons(_ report: ClassificationReport) -> [String: SkipReason] {
        Dictionary(
            report.skipped.map { (String($0.path.split(separator: "/").last ?? ""), $0.reason) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("Folders are read to the bottom, in path order")
    func recursion() async throws {
        let sample = try SampleFolder()
        for name in ["b.txt", "a/z.log", "a/b/c/deep", "a/b/x.swift"] { try sample.write(name, "text \(name)") }
        let report = await sample.classify()
        #expect(
            report.files.map(\.path)
                == ["a/b/c/deep", "a/b/x.swift", "a/z.log", "b.txt"].map { "\(sample.path)/\($0)" })
        #expect(report.skipped.isEmpty)
        #expect(!report.isPartial)
    }

    @Test(
        "Formats that are not text are reported by name",
        arguments: [
            ("pdf", Array("%PDF-1.7\n".utf8)), ("zip", [0x50, 0x4B, 3, 4, 0, 0]), ("gzip", [0x1F, 0x8B, 8, 0]),
            ("png", [0x89, 0x50, 0x4E, 0x47, 13]), ("sqlite", Array("SQLite format 3\0 ".utf8)),
            ("elf", [0x7F, 0x45, 0x4C, 0x46]),
            ("unknown", [0x41, 0x00, 0x42]), ("mp4", [0, 0, 0, 24] + Array("ftypisom00000".utf8)),
        ] as [(String, [UInt8])])
    func binaryFormats(_ format: String, _ bytes: [UInt8]) async throws {
        let sample = try SampleFolder()
        try sample.write("report.txt", bytes)
        let report = await sample.classify()
        #expect(report.files.isEmpty)
        #expect(report.skipped.map(\.reason) == [.binary])
        #expect(report.skipped.first?.format == format)
        #expect(report.isPartial)
    }

    @Test("Bytes in no known encoding are reported")
    func unknownEncoding() async throws {
        let sample = try SampleFolder()
        // KOI8-R: small letters stand where Windows has capitals.
        try sample.write("koi8", [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x20, 0xCD, 0xC9, 0xD2])
        try sample.write("latin1", Array("caf".utf8) + [0xE9, 0xA7, 0xB1, 0xA4, 0xBD])
        try sample.write("utf32", [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0])
        let report = await sample.classify()
        #expect(report.skipped.map(\.reason) == [.unknownEncoding, .unknownEncoding, .unknownEncoding])
    }

    @Test("Links are not followed unless asked for, circles end, and a file is read once under all its names")
    func links() async throws {
        let sample = try SampleFolder()
        try sample.write("a/file", "ivan@example.com")
        try sample.link("a/circle", to: "..")
        try sample.link("b", to: "a/file")
        try #require(unsafe Glibc.link("\(sample.path)/a/file", "\(sample.path)/c") == 0)
        let plain = await sample.classify()
        #expect(plain.files.count == 1)
        #expect(reasons(plain) == ["circle": .symbolicLink, "b": .symbolicLink, "file": .readUnderAnotherName])
        let following = await sample.classify(ClassificationOptions(followsSymbolicLinks: true))
        #expect(following.files.count == 1)
        #expect(Set(following.skipped.map(\.reason)) == [.readUnderAnotherName])
        #expect(!following.isPartial)
    }

    @Test("What cannot be read is reported, and a pipe does not stop the run")
    func unreadable() async throws {
        let sample = try SampleFolder()
        try sample.write("big", [UInt8](repeating: 0x61, count: 2_000))
        try sample.write(".git/config", "ivan@example.com")
        try #require(unsafe mkfifo("\(sample.path)/pipe", 0o600) == 0)
        let engine = SampleDetector.engine
        let report = await Classifier(engine: engine, options: ClassificationOptions(maximumFileSize: 1_000))
            .classify(paths: [sample.path, "\(sample.path)/nothing"])
        #expect(report.files.isEmpty)
        #expect(reasons(report) == ["big": .tooLarge, ".git": .excluded, "pipe": .notAFile, "nothing": .missing])
        #expect(report.isPartial)
    }

    @Test("A path that is a file, a link to one, or given twice")
    func singlePaths() async throws {
        let sample = try SampleFolder()
        try sample.write("file", "ivan@example.com")
        try sample.link("link", to: "file")
        let link = "\(sample.path)/link"
        let report = await Classifier(engine: SampleDetector.engine).classify(paths: [link, link])
        #expect(report.files.map(\.path) == [link])
        #expect(report.skipped.map(\.reason) == [.readUnderAnotherName])
    }

    @Test("Progress counts every file and every byte")
    func progress() async throws {
        let sample = try SampleFolder()
        for number in 0..<20 { try sample.write("\(number)", [UInt8](repeating: 0x61, count: 1_000)) }
        let (stream, continuation) = AsyncStream<ClassificationProgress>.makeStream()
        _ = await Classifier(engine: SampleDetector.engine).classify(paths: [sample.path]) { continuation.yield($0) }
        continuation.finish()
        var most = ClassificationProgress()
        for await progress in stream {
            most.filesDone = max(most.filesDone, progress.filesDone)
            most.bytesRead = max(most.bytesRead, progress.bytesRead)
            #expect(progress.filesFound == 20)
        }
        #expect(most.filesDone == 20)
        #expect(most.bytesRead == 20_000)
    }
}
