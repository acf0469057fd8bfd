// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

/// Every validator that a dictionary can name. A new one is a file beside this and a line here.
package struct ValidatorRegistry: Sendable {
    private let validators: [String: Validator]

    /// - Parameter tables: the tables under `dictionaries/tables`.
    package init(tables: ReferenceTables) {
        let all = Self.personal + Self.general + Self.reading(tables)
        validators = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The validator of that name.
    package subscript(name: String) -> Validator? { validators[name] }

    /// Every name, sorted.
    package var names: [String] { validators.keys.sorted() }

    private static let personal: [Validator] = [
        Validator("ae.emirates_luhn", .checksum, compact: EmiratesID.passesLuhn),
        Validator("ae.emirates_structure", .structure, compact: EmiratesID.isPlausible),
        Validator("at.vat", .checksum, compact: AustrianVATNumber.isValid),
        Validator("cy.tax_number", .checksum, compact: CypriotTaxNumber.isValid),
        Validator("de.health", .checksum, compact: GermanInsuranceNumber.isValidHealthNumber),
        Validator("de.pension", .checksum, compact: GermanInsuranceNumber.isValidPensionNumber),
        Validator("de.tax_id_digits", .structure, compact: GermanTaxIdentifier.hasOneRepeatedDigit),
        Validator("eg.national_structure", .structure, compact: EgyptianNationalID.isPlausible),
        Validator("es.cif", .checksum, compact: SpanishCompanyNumber.isValid),
        Validator("in.gstin", .checksum, compact: IndianGoodsTaxNumber.isValid),
        Validator("it.fiscal_code", .checksum, compact: ItalianFiscalCode.isValid),
        Validator("kw.civil_check", .checksum, compact: KuwaitiCivilID.passesCheck),
        Validator("kw.civil_structure", .structure, compact: KuwaitiCivilID.isPlausible),
        Validator("lu.second_check", .checksum, compact: LuxembourgNationalNumber.passesSecondCheck),
        Validator("pt.citizen_card", .checksum, compact: PortugueseCitizenCard.isValid),
        Validator("ru.inn_organization", .checksum, compact: RussianTaxNumber.isValidOrganization),
        Validator("ru.inn_person", .checksum, compact: RussianTaxNumber.isValidPerson),
        Validator("ru.ogrn", .checksum, compact: RussianRegisterNumber.isValidOrganization),
        Validator("ru.ogrnip", .checksum, compact: RussianRegisterNumber.isValidEntrepreneur),
        Validator("ru.passport_series", .structure, compact: RussianPassport.isPlausible),
        Validator("ru.register_entry", .structure, compact: RussianRegisterNumber.isPlausibleEntry),
        Validator("ru.snils", .checksum, compact: RussianInsuranceNumber.isValid),
        Validator("sa.national_luhn", .checksum, compact: SaudiNationalID.passesLuhn),
        Validator("tr.vkn", .checksum, compact: TurkishTaxNumber.isValid),
        Validator("uk.nhs", .checksum, compact: BritishHealthNumber.isValid),
        Validator("uk.nino_structure", .structure, compact: BritishInsuranceNumber.isPlausible),
        Validator("us.ssn_structure", .structure, compact: AmericanSocialSecurityNumber.isPlausible),
    ]

    private static let general: [Validator] = [
        Validator("age.years", .structure, verbatim: HumanAge.isPlausible),
        Validator("crypto.base58check", .checksum, verbatim: CryptoAddress.isBase58Check),
        Validator("crypto.bech32", .checksum, verbatim: Bech32.isValid),
        Validator("crypto.eip55", .checksum, verbatim: CryptoAddress.isEthereum),
        Validator("crypto.monero", .checksum, verbatim: CryptoAddress.isMonero),
        Validator("crypto.ripple", .checksum, verbatim: CryptoAddress.isRipple),
        Validator("crypto.solana", .structure, verbatim: CryptoAddress.isSolana),
        Validator("crypto.ton", .checksum, verbatim: CryptoAddress.isTON),
        Validator("date.birth", .structure, verbatim: BirthDate.isPlausible),
        Validator("device.identifier", .structure, verbatim: DeviceIdentifier.isPlausible),
        Validator("geo.pair", .structure, verbatim: GeographicCoordinates.isPair),
        Validator("geo.value", .structure, verbatim: GeographicCoordinates.isValue),
        Validator("iban.mod97", .checksum, compact: IBANCheck.passesChecksum),
        Validator("ip.v4_host", .structure, verbatim: IPAddress.isVersion4Host),
        Validator("ip.v6_host", .structure, verbatim: IPAddress.isVersion6Host),
        Validator("isin", .checksum, compact: SecuritiesNumber.isValid),
        Validator("jwt.header", .structure, verbatim: JSONWebToken.hasHeader),
        Validator("luhn", .checksum, compact: Luhn.isValid),
        Validator("meid.check", .checksum, compact: MobileEquipment.passesCheck),
        Validator("mrz.checks", .checksum, verbatim: MachineReadableZone.passesChecks),
        Validator("phone.international", .structure, verbatim: AssignedPhoneNumber.isInternational),
        Validator("reference.number", .structure, verbatim: ReferenceNumber.isPlausible),
        Validator("secret.chosen", .structure, verbatim: SecretText.isChosen),
        Validator("secret.likely", .structure, verbatim: SecretText.isLikely),
        Validator("username.chosen", .structure, verbatim: AccountName.isChosen),
    ]

    private static func reading(_ tables: ReferenceTables) -> [Validator] {
        [
            Validator("card.brand", .structure, compact: { tables.cardBrands.brand(of: $0) != nil }),
            Validator("iban.length", .structure, compact: { tables.ibanLengths.matches($0) }),
        ]
    }
}
