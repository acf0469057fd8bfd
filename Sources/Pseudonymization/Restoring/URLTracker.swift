// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Knows, byte by byte, whether a text is inside a URL: a bare one (`//…`, `https:…`, `www.…`), the target of a
/// Markdown link or definition, or an HTML attribute. Its state is bounded and depends on the bytes alone, so it is the
/// same for every split.
///
/// In doubt a URL goes on: a token withheld is the safe side.
struct URLTracker: Sendable {
    private var markdown = MarkdownTarget()
    private var attribute = HTMLAttribute()
    private var isInBareURL = false
    private var authority = URLAuthority()
    private var hasSlashes = false
    /// Whether the bare URL is no more than `https:` or `http:` and a slash: its slashes may come.
    private var isAtScheme = false
    /// The last eight bytes, lower case, newest in the low byte.
    private var recent: UInt64 = 0
    /// Of the URL so far, from its `//` on, tokens in their canonical spelling.
    private(set) var fingerprint = RollingFingerprint()

    /// Whether the text is inside a URL.
    var isInside: Bool { isInBareURL || markdown.isURL || attribute.isInside }

    /// The host of the URL the text is in, lower case; `nil` while it is not complete or cannot be told for sure.
    var host: [UInt8]? { isFollowing ? authority.completeHost : nil }

    /// Whether the text is in a `mailto:` or `tel:` address before its parameters.
    var isInAddress: Bool { isFollowing && authority.isAddress }

    /// Whether a URL may stand here, even where nothing says yet that it is one.
    private var isFollowing: Bool { isInBareURL || markdown.isInside || attribute.isInside }

    mutating func consume(_ byte: UInt8) {
        let wasInTarget = markdown.isInside || attribute.isInside
        let wasInside = wasInTarget || isInBareURL
        recent = recent << 8 | UInt64(ASCII.lowercased(byte))
        markdown.consume(byte)
        attribute.consume(byte)
        let isInTarget = markdown.isInside || attribute.isInside
        if isInBareURL, endsBareURL(byte) || (wasInTarget && !isInTarget) { isInBareURL = false }
        if endsWithSlashes || endsWithWWW || endsWithWebScheme { isInBareURL = true }
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
        markdown.consumeToken()
        attribute.consumeToken()
        guard isFollowing else { return }
        isAtScheme = false
        authority.consumeToken()
        for byte in spelling { fingerprint.append(byte) }
    }

    /// The beginning of a URL, at the byte just read.
    private mutating func begin(inTarget: Bool) {
        fingerprint = RollingFingerprint()
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

    /// Bytes that stand in no URL: controls, space, `"`, `<`, `>`, backtick.
    private func endsBareURL(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "`")
    }
}
