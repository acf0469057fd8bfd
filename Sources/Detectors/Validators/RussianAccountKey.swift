// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// The control key of a Russian bank account: its ninth digit checks the account together with the bank's БИК.
///
/// Bank of Russia Regulation 579-P of 27.02.2017, annex; one random pair in ten passes.
package enum RussianAccountKey {
    private static let weights = [7, 1, 3]

    /// - Parameters:
    ///   - account: 20 digits.
    ///   - bank: the БИК, 9 digits.
    package static func isValid(account: [UInt8], bank: [UInt8]) -> Bool {
        guard let account = DigitString(account, count: 20), let bank = DigitString(bank, count: 9)
        else { return false }
        // Correspondent accounts are kept at the Bank of Russia: its division's number stands for the bank's.
        let isCorrespondent = account.number(0..<3) == 301
        let prefix = isCorrespondent ? [0, bank[4], bank[5]] : [bank[6], bank[7], bank[8]]
        var sum = 0
        for (index, digit) in (prefix + account.digits).enumerated() { sum += digit * weights[index % 3] % 10 }
        return sum.isMultiple(of: 10)
    }
}
