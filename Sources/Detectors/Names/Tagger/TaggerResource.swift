// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// What was learned of the words of a script beside the weights.
package struct TaggerResource: Sendable {
    let clusters: WordClusters
    let likeness: NameLikeness

    package init(clusters: WordClusters, likeness: NameLikeness) {
        self.clusters = clusters
        self.likeness = likeness
    }
}
