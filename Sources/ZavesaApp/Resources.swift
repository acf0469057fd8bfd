// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The folder of data files a running program needs: `dictionaries/`, `compliance/`, `api/`, `zavesa.yaml`.
package struct Resources: Sendable, Equatable {
    package let path: String

    /// Looks where DESIGN says, in this order: what was asked for, `$ZAVESA_RESOURCES`, `../share/zavesa` beside the
    /// program, then the folders above it (a checkout).
    package init(
        named path: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String = Self.executable
    ) throws(SettingsError) {
        if let named = path ?? environment["ZAVESA_RESOURCES"] {
            guard Self.isResources(named) else {
                throw SettingsError("resources: there is no dictionaries/entities in \(named)")
            }
            self.path = named
            return
        }
        var folder = Self.parent(of: executable)
        for candidate in [Self.parent(of: folder) + "/share/zavesa"] where Self.isResources(candidate) {
            self.path = candidate
            return
        }
        while folder != "/", folder != "." {
            if Self.isResources(folder) {
                self.path = folder
                return
            }
            folder = Self.parent(of: folder)
        }
        throw SettingsError(
            "the dictionaries were not found beside the program or above it; say where with --resources DIR")
    }

    package var configuration: String { path + "/zavesa.yaml" }
    package var dictionaries: String { path + "/dictionaries" }
    package var compliance: String { path + "/compliance" }
    package var jurisdictions: String { compliance + "/jurisdictions" }
    /// What each sensitive category of a law means in types.
    package var categories: String { compliance + "/categories.yaml" }
    package var openAPI: String { path + "/api/openapi.json" }
    /// The JSON Schema of `zavesa.yaml`.
    package var settingsSchema: String { path + "/api/zavesa.schema.json" }

    /// The program's own file, links followed.
    package static var executable: String {
        let link = "/proc/self/exe"
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) ?? CommandLine.arguments[0]
    }

    private static func isResources(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/dictionaries/entities")
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
