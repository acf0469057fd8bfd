// Part of Zavesa.
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Addresses in Latin letters")
struct WesternAddressTests {
    @Test(
        "of America",
        arguments: [
            "Mail it to [1600 Pennsylvania Avenue NW, Washington, DC 20500].",
            "Ship to: [742 Evergreen Terrace, Apt 4B, Springfield, IL 62704]", "Box: [P.O. Box 1234, Austin, TX 78701]",
            "[500 Park Place, New York, NY 10001]", "Visit [Suite 300, 100 Main St., Boston, MA] today",
            "We are at [22 N 5th Street # 12].", "the office is at [89 south hill road]",
            "lives at [123-01 Roosevelt Avenue]",
            "The address is [1100 H Street].", "Write to [PSC 12, Box 345\nAPO AE 09012]",
        ])
    func america(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "of Britain",
        arguments: [
            "Seen at [10 Downing Street, London SW1A 2AA].", "[Flat 3, 22 Acacia Avenue, Leeds LS1 4AP]",
            "I moved to [7 Church Lane, Oxford OX1 1AA] in May",
            "it went to [14b kestrel close, leeds ls9 7tt] instead of her flat",
            "she lives at [3 mill lane, wokingham rg40 2lr]", "[12 Cheapside, London EC2V 6AA]",
            "[Apt 4, The Maltings, Station Road, Ely CB7 4AB]",
            "Meet at [Station Road, Ely CB7 4AB]",
            "[14 The Shambles, York YO1 7LZ]", "[Flat 3, 12 Poultry\nLondon\nEC2R 8EJ]",
            "[Rose Cottage, Mill Lane, Ashby]",
            "Write to [The Old Rectory, Church Lane, Little Snoring, Norfolk].",
            "[10 Baker Street, second floor, London]",
        ])
    func britain(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "of the continent",
        arguments: [
            "Wohnhaft: [Hauptstraße 12, 10115 Berlin]", "[Musterweg 5a, 80331 München, Deutschland]",
            "Büro: [Berliner Str. 74, 1010 Wien]", "Chez moi: [12 rue de Rivoli, 75001 Paris]",
            "[12 bis avenue Victor Hugo, 69002 Lyon]", "[Calle Mayor 5, 28013 Madrid]",
            "Abito in [Via Roma 15, 00184 Roma]",
            "[Keizersgracht 123, 1015 CJ Amsterdam]", "Adres: [ul. Marszałkowska 5/7, 00-950 Warszawa]",
            "[Rua Augusta 24, 1100-053 Lisboa]", "[Lindenweg 4, D-80331 München]", "nach [D-10435 Berlin]",
            "Ich wohne in der [Kastanienallee 12, 10435 Berlin].", "[C/ Mayor 12, 3º B, 28013 Madrid]",
            "[Calle Real 5, 1.º dcha., 18009 Granada]", "[Avda. de América 33, 4ºA]",
            "[Calle Mayor 12, bajo B, Madrid]",
        ])
    func continent(marked: String) throws { try AddressFindings.expect(marked) }

    @Test(
        "of the Gulf",
        arguments: [
            "Come to [Building 123, Road 4567, Block 345, Manama].",
            "[Villa 12, Street 5, Al Barsha 1, Dubai]", "[P.O. Box 5678, Riyadh 11564, Saudi Arabia]",
        ])
    func gulf(marked: String) throws { try AddressFindings.expect(marked) }

    @Test("go over lines, also of quoted mail")
    func lines() throws {
        try AddressFindings.expect("Anna Lee\n[12 Oak Road\nApt. 3\nSpringfield, IL 62704]\nThanks")
        try AddressFindings.expect("> Anna\n> [12 Oak Road\n> Apt. 3]\n> thanks")
    }

    @Test(
        "are not seen where there are none",
        arguments: [
            "I have 5 Main points about Block 5 of the code.", "The meeting is at 5, Main Hall is closed.",
            "Windows 10 Drive 2 and Chapter 5, Section 12", "Google Drive 15 GB and iPhone 12 Pro Max 256",
            "On Wall Street 500 people marched.", "I drove 5 miles down the road.", "It is a 10 minute drive.",
            "A 4 lane road with 2 way traffic", "version 12.4 (build 5), step 3", "In 2012 Olympic Park opened.",
            "The email address is in column 5, row 12.", "IP address 10, port 5432, server 3",
            "See Section 5, Article 12.", "the B-1000 train", "A-1010 is a model",
            "He says: House, Main Street", "Animal Farm, Romeo, Macbeth",
            "Order 12345, item 6789, unit price 5", "10 Things I Hate About You", "Court ruled 5 to 4 in 2019.",
            "Take 2 tablets at 8 pm", "The 5 Best Places in Town", "Route 66 is 2,448 miles long.",
        ])
    func nothing(text: String) throws { try AddressFindings.expect(text) }
}
