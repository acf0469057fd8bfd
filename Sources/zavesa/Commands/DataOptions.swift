// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ZavesaApp

/// Where a gateway keeps its state; for commands that look at it from outside.
struct DataOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The gateway's data folder: vault, audit log and keys.", valueName: "dir"))
    var data = "./var"

    var layout: DataLayout { DataLayout(root: data) }
}
