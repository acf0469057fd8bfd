// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Policy

/// The legal lists of this release, by what is in them: with `compliance.signers`, a shipped list that somebody has changed
/// counts as one that nobody signed.
///
/// Made by `scripts/list-digests.sh`; a test compares it with the files.
enum ReleaseLists {
    /// Whether this is the content of a file under `compliance/` as it was released.
    static func hold(_ content: Data, at path: String) -> Bool {
        digests[path] == ContentDigest.hexadecimal(of: content)
    }

    /// SHA-256 by path under `compliance/`.
    static let digests: [String: String] = [
        "categories.yaml":
            "b0134a06e2ef786381879fe42914e6ac046bda6691ba8085424dba369825d616",
        "jurisdictions/countries.yaml":
            "1deb6960eb6bfb9319e2fba77e4f6e6c025442e54ba9994a17e401c68639b3d6",
        "jurisdictions/eea.yaml":
            "1a7ba1491ab7347eb8ea7d44445954fe3e335e9af539d38a8cd592ac5d7493c0",
        "jurisdictions/eu.yaml":
            "b33a55d7a3c6928faad8380580c33452bbc7f23f5e7e78ec9ee9fe6083b0b873",
        "jurisdictions/regimes/ae-adgm.yaml":
            "1149c88775fbe91ac8e65be879cb70a1be2f0c2e1403bd3cd7584e2910eb8e93",
        "jurisdictions/regimes/ae-difc.yaml":
            "9b83c09a9cc0946572cdcc6e92d648c6f51aa15c3d6ae54b45041b53cd099e2e",
        "jurisdictions/regimes/ae.yaml":
            "804e49b650c5e247f166e2e8ebb9052f0ab7f75203c7ac685b1824d9c06ae664",
        "jurisdictions/regimes/bh.yaml":
            "01c51cf6f2280d0a204799b43692eda46497c17867c8dac7cc62bbfcf1f8ff71",
        "jurisdictions/regimes/by.yaml":
            "8f25b01aa77224782b7826c64aa3277eff900f2c7f7507fb1d31e52fb8180d2c",
        "jurisdictions/regimes/eg.yaml":
            "cbc830a529f11bf0ab99d08d2abd00dd257723677f8285e36be9724cb119c1e6",
        "jurisdictions/regimes/eu.yaml":
            "55ac3986a7eedd70767caa941a78bfe557d2187b938a4006ea4ae7977ac6930f",
        "jurisdictions/regimes/jo.yaml":
            "8f4e2c37e79c26e501de724857e35064f099eefdbe92bc07776ce019813c16d1",
        "jurisdictions/regimes/kw.yaml":
            "0c5ba6d065091e952df98e92e314184baba84c61188afdd8350a4e394dbaaa69",
        "jurisdictions/regimes/kz.yaml":
            "ad467541ba547d9bc57113b322316fc68cd6d8917c2fc6e6ce24aee19a4c157f",
        "jurisdictions/regimes/om.yaml":
            "55f870ae277cdc55eada45b107e4bebab4305d1e489b20d70762c49bd80e07e3",
        "jurisdictions/regimes/qa.yaml":
            "3ef5359e0d1e2112732f70368383045305c25aa1c1779c81c4654c322a8ed66d",
        "jurisdictions/regimes/ru.yaml":
            "0d4d0d2e7c1f2d07dc6f06cef60e73a2ccd73645a32678144f143e0349de3ebd",
        "jurisdictions/regimes/sa.yaml":
            "ea809f83d7c009b5c837554bc68fef438756a2e4cc799ea47ea3d03e092ed98b",
        "jurisdictions/regimes/uz.yaml":
            "dbf04eb781d996ecd3f6d78d120ddd727df4b5792e1d5260d5e62543b967ffc6",
    ]
}
