// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Runs a `ShapeAutomaton`, and remembers each state and step that a text made it take (a lazy DFA, as in RE2).
///
/// Digits are not told apart, so that the numbers of all texts share few states. The memory is bounded: when it is full all
/// is forgotten and learned anew.
struct RowStates {
    private let automaton: ShapeAutomaton
    private let columnBits: Int
    /// By state and column: the next state and what is accepted on the way, or `unknown`.
    private var steps: [UInt32] = []
    /// By state: the nodes that wait for a symbol, in order.
    private var waiting: [[Int32]] = []
    private var states: [[Int32]: UInt32] = [:]
    /// Lists of patterns; a step names one of them. The first is empty.
    private var lists: [[Int32]] = []
    private var listIndices: [[Int32]: UInt32] = [:]
    /// By node: the last step that reached it.
    private var marks: [Int]
    private var mark = 0

    /// By the columns of the symbols before and at a start: 1 where nothing can begin, 0 where that is not known.
    private var deadPairs: [UInt8]

    private static let unknown = UInt32.max
    private static let listBits = 14
    private static let maximumStates = 4_096
    private static let maximumLists = 1 << listBits - 1
    /// Bytes that are read from one start; a shape that is still open there counts as complete.
    private static let reach = 256

    init(_ automaton: ShapeAutomaton) {
        self.automaton = automaton
        columnBits = Int.bitWidth - (automaton.columnCount - 1).leadingZeroBitCount
        marks = [Int](repeating: 0, count: automaton.nodes.count)
        deadPairs = [UInt8](repeating: 0, count: 1 << (2 * columnBits))
        forget()
    }

    /// Whether it is known that nothing can begin between a symbol of one column and a symbol of another.
    func isDead(_ before: Int, _ column: Int) -> Bool { deadPairs[before << columnBits | column] != 0 }

    /// Calls `body` with every pattern whose shape a match that starts at `start` can have; with some more than once.
    ///
    /// - Parameter columns: those of the automaton, lent once for many starts.
    mutating func patterns(
        in text: Span<UInt8>, columns: Span<UInt8>, from start: Int, _ body: (_ pattern: Int) -> Void
    ) {
        var state: UInt32 = 1
        var offset = start - 1
        let end = min(text.count, start + Self.reach)
        var isAccepted = false
        while true {
            let column = offset < 0 || offset >= text.count ? automaton.edge : Int(columns[Int(text[offset])])
            var step = steps[Int(state) << columnBits | column]
            if step == Self.unknown { step = learn(from: state, column: column) }
            let list = Int(step & (1 << Self.listBits - 1))
            if list != 0 {
                isAccepted = true
                for pattern in lists[list] { body(Int(pattern)) }
            }
            state = step >> Self.listBits
            if state == 0 {
                if offset <= start, !isAccepted { noteDead(text, columns, start) }
                return
            }
            if offset >= text.count { return }
            offset += 1
            if offset == end, end < text.count { break }
        }
        for node in waiting[Int(state)] { body(Int(automaton.owners[Int(node)])) }
    }

    private mutating func noteDead(_ text: Span<UInt8>, _ columns: Span<UInt8>, _ start: Int) {
        let before = start > 0 ? Int(columns[Int(text[start - 1])]) : automaton.edge
        deadPairs[before << columnBits | Int(columns[Int(text[start])])] = 1
    }

    private mutating func forget() {
        steps = []
        waiting = []
        states = [:]
        lists = [[]]
        listIndices = [[]: 0]
        // State 0 is dead, state 1 the beginning.
        _ = state(of: [])
        _ = state(of: automaton.starts)
    }

    private mutating func state(of nodes: [Int32]) -> UInt32 {
        if let known = states[nodes] { return known }
        let number = UInt32(waiting.count)
        waiting.append(nodes)
        states[nodes] = number
        steps += [UInt32](repeating: nodes.isEmpty ? 0 : Self.unknown, count: 1 << columnBits)
        return number
    }

    /// Follows every node of a state over a symbol.
    private mutating func learn(from state: UInt32, column: Int) -> UInt32 {
        let nodes = waiting[Int(state)]
        var source = state
        if waiting.count >= Self.maximumStates || lists.count >= Self.maximumLists {
            forget()
            source = self.state(of: nodes)
        }
        let (next, accepted) = follow(nodes, column: column)
        let list = listIndices[accepted] ?? UInt32(lists.count)
        if list == lists.count {
            lists.append(accepted)
            listIndices[accepted] = list
        }
        let step = self.state(of: next) << UInt32(Self.listBits) | list
        steps[Int(source) << columnBits | column] = step
        return step
    }

    private mutating func follow(_ nodes: [Int32], column: Int) -> (next: [Int32], accepted: [Int32]) {
        var accepted: [Int32] = []
        var next: [Int32] = []
        // Nodes that wait for this symbol, and those that looking at it opens.
        let (seenHere, seenNext) = (mark + 1, mark + 2)
        mark += 2
        let automaton = automaton
        let members = automaton.members.span
        let all = automaton.nodes.span
        var marked = marks.mutableSpan
        var work = nodes
        var reached: [Int32] = []
        while let node = work.popLast() {
            guard marked[Int(node)] != seenHere else { continue }
            marked[Int(node)] = seenHere
            switch all[Int(node)] {
            case .take(let set, let target):
                if members[Int(set)].contains(column) { reached.append(target) }
            case .see(let set, let target):
                if members[Int(set)].contains(column) { work.append(target) }
            case .split(let one, let other):
                work.append(one)
                work.append(other)
            case .accept: accepted.append(automaton.owners[Int(node)])
            }
        }
        while let node = reached.popLast() {
            guard marked[Int(node)] != seenNext else { continue }
            marked[Int(node)] = seenNext
            switch all[Int(node)] {
            case .take, .see: next.append(node)
            case .split(let one, let other):
                reached.append(one)
                reached.append(other)
            case .accept: accepted.append(automaton.owners[Int(node)])
            }
        }
        next.sort()
        accepted.sort()
        return (next, accepted)
    }
}
