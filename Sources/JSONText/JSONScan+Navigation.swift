// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

extension JSONScan {
    /// The way from the root to a value; for a key, to the value it names.
    package func path(of index: Int) -> JSONPath {
        var components: [JSONPath.Component] = []
        if nodes[index].kind == .key { components.append(.key(string(index))) }
        var current = index
        while let parent = nodes[current].parent {
            switch nodes[parent].kind {
            case .key: components.append(.key(string(parent)))
            case .array: components.append(.index(nodes[current].ordinal))
            default: break
            }
            current = parent
        }
        return JSONPath(components.reversed())
    }

    /// The nearest object key above a node, unescaped; `nil` where there is none.
    package func nearestKey(above index: Int) -> String? {
        var current = nodes[index].parent
        while let node = current {
            if nodes[node].kind == .key { return string(node) }
            current = nodes[node].parent
        }
        return nil
    }

    /// The keys of an object or the elements of an array, as node indices; nothing for any other node.
    package func children(of index: Int) -> JSONChildren { JSONChildren(nodes: nodes, container: index) }

    /// The value of a member of an object; `nil` where the node is no object or has no such key.
    package func member(_ name: String, of object: Int) -> Int? {
        guard nodes[object].kind == .object else { return nil }
        // Once, and contiguous for all keys: a name is asked for in every body.
        let name = name.utf8.span
        var key = object + 1
        let end = nodes[object].next
        while key < end {
            if says(name, at: key) { return key + 1 }
            key = nodes[key + 1].next
        }
        return nil
    }

    /// The unescaped text of a string or key.
    package func string(_ index: Int) -> String { String(decoding: decoded(index).utf8, as: UTF8.self) }
}

/// The direct children of a container, in document order.
package struct JSONChildren: Sequence, IteratorProtocol {
    private let nodes: [JSONNode]
    private var current: Int
    private let end: Int

    init(nodes: [JSONNode], container: Int) {
        self.nodes = nodes
        current = container + 1
        end = nodes[container].isContainer ? nodes[container].next : current
    }

    package mutating func next() -> Int? {
        guard current < end else { return nil }
        defer {
            let value = nodes[current].kind == .key ? current + 1 : current
            current = nodes[value].next
        }
        return current
    }
}
