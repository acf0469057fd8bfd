// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import StrictYAML

/// What the flags of `zavesa serve` say; each one that is given takes the place of the file's key.
package struct ServeOptions: Sendable, Equatable {
    package var config: String?
    package var listen: String?
    package var adminListen: String?
    package var data: String?
    package var home: [String] = []
    package var upstreams: [String] = []

    package init() {}
}

extension Settings {
    /// Reads the file (`--config`, else the shipped one) and puts the flags over it.
    package static func load(_ options: ServeOptions, _ resources: Resources) throws(SettingsError) -> Settings {
        var document = try document(options.config ?? resources.configuration)
        if !options.home.isEmpty { document.home = options.home }
        document.listen = options.listen ?? document.listen
        document.adminListen = options.adminListen ?? document.adminListen
        document.data = options.data ?? document.data
        if !options.upstreams.isEmpty {
            var upstreams: [UpstreamDocument] = []
            for flag in options.upstreams { upstreams.append(try UpstreamDocument(flag: flag)) }
            document.upstreams = upstreams
        }
        return try Settings(document)
    }

    private static func document(_ path: String) throws(SettingsError) -> SettingsDocument {
        do throws(DocumentError) {
            return try SettingsDocument(YAMLNode(readingFile: path, named: path))
        } catch {
            throw SettingsError(error)
        }
    }
}
