// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Detectors
import Testing

/// Validators of values that belong to no country. Values are computed unless their source is named.
@Suite struct GlobalValidatorTests {
    @Test(arguments: [
        ValidatorCase("crypto.base58check", "1RVf5B93dgt5SGz4EYcj4epB4CFK2EUgQ", true),
        ValidatorCase("crypto.base58check", "3MzJa5VUrDeZzu4rdYa2DiGYRYJqQuhpZU", true),
        ValidatorCase("crypto.base58check", "LWxdRS9Zmr7BxqAA5VdTLQxc8Dy9rZjwNw", true),
        ValidatorCase("crypto.base58check", "DMoLimbtjDXzXTTrLxUvDwDqHpT5Z4mfpA", true),
        ValidatorCase("crypto.base58check", "XgQcqAzH4z9fKZdGdgJ6wrhZx6d58x6fF7", true),
        ValidatorCase("crypto.base58check", "t1LbAZzKnffgWYeC53NgywSgaPQNLsUbzcm", true),
        ValidatorCase("crypto.base58check", "TUDLT38sd7LtFeBbevY1ra3H2vXuSfK8LG", true),
        ValidatorCase("crypto.base58check", "TUDLT38sd7LtFeBbevY1ra3H2vXuSfK8LH", false),
        ValidatorCase("crypto.base58check", "1RVf5B93dgt5SGz4EYcj4epB4CFK2EUg0", false),
        ValidatorCase("crypto.base58check", "", false), ValidatorCase("crypto.base58check", "1111", false),
        ValidatorCase("crypto.ripple", "rLNJtQ3NxTYhRchhakNf5nQ4K89DYx5N8K", true),
        ValidatorCase("crypto.ripple", "rLNJtQ3NxTYhRchhakNf5nQ4K89DYx5N8L", false),
        // BIP 173 and BIP 350, test vectors.
        ValidatorCase("crypto.bech32", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", true),
        ValidatorCase("crypto.bech32", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", true),
        ValidatorCase("crypto.bech32", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", false),
        ValidatorCase("crypto.bech32", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8F3T4", false),
        ValidatorCase("crypto.bech32", "1qqqqqqq", false), ValidatorCase("crypto.bech32", "bc1", false),
        // EIP-55, test cases.
        ValidatorCase("crypto.eip55", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", true),
        ValidatorCase("crypto.eip55", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", true),
        ValidatorCase("crypto.eip55", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d35A", false),
        ValidatorCase("crypto.eip55", "0xFb6916095ca1df60bB79Ce92cE3Ea74c37c5d359", false),
        ValidatorCase("crypto.eip55", "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", false),
        ValidatorCase(
            "crypto.monero",
            "4AdYYd4W8CFNTJVLLg3q6hj9N2f9NJvi4jA73VMunaxx8L6AjpFsYCBQ6SB5tzvcQ554skpP4yuQzi657ez1GWYt7Eym6cZ", true),
        ValidatorCase(
            "crypto.monero",
            "4AdYYd4W8CFNTJVLLg3q6hj9N2f9NJvi4jA73VMunaxx8L6AjpFsYCBQ6SB5tzvcQ554skpP4yuQzi657ez1GWYt7Eym6ca", false),
        ValidatorCase("crypto.ton", "EQAVAs7mg0aHULd40SQN0CXzmWDgOGPWo4iUN3NZ0p8pRJ9W", true),
        ValidatorCase("crypto.ton", "UQD2wTmYukhKls_YSx5G3WWMr0dLboXE06b4PGZF4-44gBxh", true),
        ValidatorCase("crypto.ton", "EQAVAs7mg0aHULd40SQN0CXzmWDgOGPWo4iUN3NZ0p8pRJ9X", false),
        ValidatorCase("crypto.solana", "CVZ4bB7p4tGVKxkYnYxwPbkQSjnEFQfNntWb9d6J3FJX", true),
        ValidatorCase("crypto.solana", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", false),
    ])
    func addressesOfCurrenciesAreTold(_ test: ValidatorCase) throws { try check(test) }

    @Test(arguments: [
        ValidatorCase("date.birth", "14.03.1987", true), ValidatorCase("date.birth", "03/14/1987", true),
        ValidatorCase("date.birth", "1987-03-14", true), ValidatorCase("date.birth", "19870314", true),
        ValidatorCase("date.birth", "14031987", true), ValidatorCase("date.birth", "14.03.87", true),
        ValidatorCase("date.birth", "1987-03-14T00:00:00Z", true), ValidatorCase("date.birth", "14 марта 1987", true),
        ValidatorCase("date.birth", "March 14, 1987", true), ValidatorCase("date.birth", "14/07/1407", true),
        ValidatorCase("date.birth", "1366/12/29", true), ValidatorCase("date.birth", "1987", true),
        ValidatorCase("date.birth", "3 июня", true), ValidatorCase("date.birth", "29.02.1988", true),
        ValidatorCase("date.birth", "29.02.1987", false), ValidatorCase("date.birth", "32.13.1987", false),
        ValidatorCase("date.birth", "14.03.1799", false), ValidatorCase("date.birth", "14 марта 2087", false),
        ValidatorCase("date.birth", "20240130201", false), ValidatorCase("date.birth", "40 марта 1987", false),
        ValidatorCase("date.birth", "марта", false), ValidatorCase("date.birth", "10:30", false),
        ValidatorCase("age.years", "34", true), ValidatorCase("age.years", "120", true),
        ValidatorCase("age.years", "34 года", true), ValidatorCase("age.years", "121", false),
        ValidatorCase("age.years", "1987", false), ValidatorCase("age.years", "18-35", false),
        ValidatorCase("age.years", "старше", false),
    ])
    func datesOfBirthAndAgesAreTold(_ test: ValidatorCase) throws { try check(test) }

    @Test(arguments: [
        // The specimens of ICAO Doc 9303 parts 4, 5 and 6, of the fictional state of Utopia.
        ValidatorCase(
            "mrz.checks",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", true),
        ValidatorCase(
            "mrz.checks",
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", true),
        ValidatorCase(
            "mrz.checks", "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", true),
        // Part 7, visas: no digit over the whole.
        ValidatorCase(
            "mrz.checks",
            "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<", true),
        ValidatorCase(
            "mrz.checks",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<11", false),
        ValidatorCase(
            "mrz.checks",
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898903C36UTO7408122F1204159ZE184226B<<<<<10", false),
        ValidatorCase("mrz.checks", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", false),
        ValidatorCase("mrz.checks", "", false),
    ])
    func zonesOfTravelDocumentsAreTold(_ test: ValidatorCase) throws { try check(test) }

    @Test(arguments: [
        // python-stdnum 2.2, test numbers.
        ValidatorCase("meid.check", "AF 01 23 45 0A BC DE C", true),
        ValidatorCase("meid.check", "29360 87365 0070 3710 0", true),
        ValidatorCase("meid.check", "29360 87365 0070 3710 1", false), ValidatorCase("meid.check", "AF01", false),
        ValidatorCase("geo.pair", "55.712844, 37.548423", true), ValidatorCase("geo.pair", "-33.8688 151.2092", true),
        ValidatorCase("geo.pair", "151.2092, -33.8688", true), ValidatorCase("geo.pair", "151.2092, 133.8688", false),
        ValidatorCase("geo.pair", "0.0000, 0.0000", false), ValidatorCase("geo.pair", "90.5000, 190.0000", false),
        ValidatorCase("geo.value", "55.712844", true), ValidatorCase("geo.value", "-180.000", true),
        ValidatorCase("geo.value", "181.25", false), ValidatorCase("geo.value", "55", false),
        ValidatorCase("geo.value", "about 55.7", false),
        ValidatorCase("username.chosen", "@ivan_p83", true), ValidatorCase("username.chosen", "live:.cid.ab12", true),
        ValidatorCase("username.chosen", "марина_кот", true), ValidatorCase("username.chosen", "Admin", false),
        ValidatorCase("username.chosen", "two words", false), ValidatorCase("username.chosen", "12345", false),
        ValidatorCase("username.chosen", "https://a.b", false), ValidatorCase("username.chosen", "x", false),
        ValidatorCase("device.identifier", "7b1f0c7e-93d4-4a55-8e0b-2f6d1c9a5e34", true),
        ValidatorCase("device.identifier", "9774d56d682e549c", true),
        ValidatorCase("device.identifier", "00000000-0000-0000-0000-000000000000", false),
        ValidatorCase("device.identifier", "unknown", false),
        ValidatorCase("device.identifier", "7b1f0c7e-93d4-4a55-8e0b-2f6d1c9a5e3", false),
    ])
    func devicesPlacesAndAccountsAreTold(_ test: ValidatorCase) throws { try check(test) }

    private func check(_ test: ValidatorCase) throws {
        let validator = try #require(ShippedDictionaries.library().validators[test.validator])
        #expect(validator.accepts(CandidateText(test.value.utf8)) == test.isAccepted)
    }
}
