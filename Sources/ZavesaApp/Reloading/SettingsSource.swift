// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Where a gateway's settings come from, so that they can be read again.
package struct SettingsSource: Sendable {
    /// The settings file.
    let path: String
    /// Reads it, with what flags said over it.
    let load: @Sendable () throws(SettingsError) -> Settings

    package init(path: String, load: @escaping @Sendable () throws(SettingsError) -> Settings) {
        self.path = path
        self.load = load
    }

    /// What `serve` was started with.
    package init(_ options: ServeOptions, _ resources: Resources) {
        self.init(path: options.config ?? resources.configuration) { () throws(SettingsError) in
            try Settings.load(options, resources)
        }
    }
}
