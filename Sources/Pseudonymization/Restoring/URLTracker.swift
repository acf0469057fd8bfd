// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Knows, byte by byte, whether a text is inside a URL: a bare one (`//…`, `https:…`, `www.…`, `host.example/…`), the target of a
/// Markdown link or definition, an HTML attribute, or what a style sheet loads. Its state is bounded and depends on the bytes
/// alone, so it is the same for every split.
///
/// In doubt a URL goes on: a token withheld is the safe side.
struct URLTracker: Sendable {
    private var markdown = MarkdownTarget()
    private var attribute = HTMLAttribute()
    private var style = StyleTarget()
    private var host = BareHost()
    private var isInBareURL = false
    /// Whether a quotation mark may have ended the bare URL: what follows it tells. Some readers take it for a part of the URL.
    private var isAfterQuote = false
    /// Whether the text is a field of its own, such as an argument of a tool: one that begins with a URL is one, to its end.
    private let isField: Bool
    /// Bytes read, as far as they matter for that.
    private var position = 0
    private var isWholeField = false
    /// Whether a `<` stands before, with neither white space nor `>` behind it: `<https://…>`.
    private var isInAngle = false
    private var authority = URLAuthority()
    private var hasSlashes = false
    /// Whether the bare URL is no more than `https:` or `http:` and a slash: its slashes may come.
    private var isAtScheme = false
    /// The last eight bytes, lower case, newest in the low byte.
    private var recent: UInt64 = 0
    /// Of the URL so far, from its `//` on, tokens in their canonical spelling.
    private(set) var fingerprint = RollingFingerprint()

    /// - Parameter isField: whether what reads the text takes all of it for one value.
    init(isField: Bool = false) {
        self.isField = isField
    }

    /// Whether the text is inside a URL.
    var isInside: Bool { isInBareURL || markdown.isURL || attribute.isInside || style.isInside }

    /// The host of the URL the text is in, lower case; `nil` while it is not complete or cannot be told for sure.
    var knownHost: [UInt8]? { isFollowing ? authority.completeHost : nil }

    /// Whether the text is in a `mailto:` or `tel:` address before its parameters.
    var isInAddress: Bool { isFollowing && authority.isAddress }

    /// Whether a URL may stand here, even where nothing says yet that it is one.
    private var isFollowing: Bool { isInBareURL || isInTarget }

    private var isInTarget: Bool { markdown.isInside || attribute.isInside || style.isInside }

    mutating func consume(_ byte: UInt8) {
        let wasInTarget = isInTarget
        let wasInside = wasInTarget || isInBareURL
        recent = recent << 8 | UInt64(ASCII.lowercased(byte))
        markdown.consume(byte)
        attribute.consume(byte)
        style.consume(byte, after: recent)
        host.consume(byte)
        position = min(position + 1, Self.longestScheme + 1)
        if isInBareURL, !isWholeField, endsBareURL(byte) || (wasInTarget && !isInTarget) { isInBareURL = false }
        isAfterQuote = byte == UInt8(ascii: "\"")
        if byte == UInt8(ascii: "<") {
            isInAngle = true
        } else if byte <= 0x20 || byte == UInt8(ascii: ">") {
            isInAngle = false
        }
        if endsWithSlashes || endsWithWWW || endsWithWebScheme || host.isComplete {
            isInBareURL = true
            isWholeField = isWholeField || isField && position <= Self.longestScheme
        }
        guard isFollowing else { return }
        if !wasInside || (isInTarget && !wasInTarget) {
            begin(inTarget: isInTarget)
        } else {
            authority.consume(byte)
            if endsWithSlashes, !hasSlashes { restartAtSlashes() } else { fingerprint.append(byte) }
            if byte != UInt8(ascii: "/") { isAtScheme = false }
        }
    }

    /// A token passed; `spelling` is its canonical `TYPE_XXXXXXXXC`.
    mutating func consumeToken(_ spelling: [UInt8]) {
        recent = 0
        isAfterQuote = false
        markdown.consumeToken()
        attribute.consumeToken()
        host.consumeToken()
        guard isFollowing else { return }
        isAtScheme = false
        authority.consumeToken()
        for byte in spelling { fingerprint.append(byte) }
    }

    /// The beginning of a URL, at the byte just read.
    private mutating func begin(inTarget: Bool) {
        fingerprint = RollingFingerprint()
        if host.isComplete { for byte in host.bytes { fingerprint.append(byte) } }
        hasSlashes = endsWithSlashes
        isAtScheme = !inTarget && endsWithWebScheme
        authority = inTarget ? URLAuthority() : URLAuthority(afterSlashesOfWeb: hasSlashes && followsWebScheme)
    }

    /// What came before the slashes does not count for the fingerprint: a URL reads the same in every context.
    private mutating func restartAtSlashes() {
        hasSlashes = true
        fingerprint = RollingFingerprint()
        guard isAtScheme else { return }
        isAtScheme = false
        authority = URLAuthority(afterSlashesOfWeb: followsWebScheme)
    }

    /// `https://`.
    private static let longestScheme = 8

    private var endsWithSlashes: Bool { recent & 0xFFFF == 0x2F2F }

    /// `www.` after anything but a letter or digit.
    private var endsWithWWW: Bool {
        recent & 0xFFFF_FFFF == 0x7777_772E && !ASCII.isAlphanumeric(UInt8(truncatingIfNeeded: recent >> 32))
    }

    /// Whether `recent` ends in `https:` or `http:`: browsers need no slashes after it to go to another host.
    private var endsWithWebScheme: Bool {
        recent & 0xFFFF_FFFF_FFFF == 0x6874_7470_733A || recent & 0xFF_FFFF_FFFF == 0x68_7474_703A
    }

    /// Whether `recent` ends in `https://` or `http://`.
    private var followsWebScheme: Bool {
        recent == 0x6874_7470_733A_2F2F || recent & 0xFF_FFFF_FFFF_FFFF == 0x68_7474_703A_2F2F
    }

    /// Whether a byte stands in no URL: white space, controls, `<` and backtick; `>` where a `<` opened the URL, and `"` where
    /// what follows is no part of one, as in JSON.
    private func endsBareURL(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: "`"): true
        case UInt8(ascii: ">"): isInAngle
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ";"),
            UInt8(ascii: ")"):
            isAfterQuote
        default: false
        }
    }
}
