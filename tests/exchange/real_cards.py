"""What each real vCard file gives, as read in the files by eye."""

from __future__ import annotations

from typing import Any

USES = ("home", "work", "mobile", "mobile", "other", "fax", "fax", "other", "other")
JOHN = {"prefix": "Mr.", "given": "John", "family": "Doe", "suffix": "Sr."}
NEW_YORK = "New York | New York | 12345 | United States of America"
HERE = "Street4\nBuilding 6\nFloor 8 | New York | 12345 | USA"
FAXES = [("fax", "905-888-1234"), ("fax", "905-999-1234"), ("pager", "905-111-1234"), ("other", "905-222-1234")]

# What each real file gives: names and parts, phones, e-mails, addresses, web addresses, companies with roles.
REAL: dict[str, list[dict[str, Any]]] = {
    "John_Doe_ANDROID.vcf": [
        {"display_name": "john.doe@company.com", "emails": ["john.doe@company.com"]},
        {"display_name": "jane.doe@company.com", "emails": ["jane.doe@company.com"]},
        {"display_name": "Ñ Ñ Ñ Ñ Ñ", "family": "Ñ Ñ Ñ Ñ", "phones": [("mobile", "123456789")]},
        {
            "display_name": " ".join("Ñ" * 11),
            "family": " ".join("Ñ" * 11),
            "phones": [("mobile", "123456"), ("home", "234567"), ("mobile", "3456789"), ("home", "45678901")],
        },
        {
            "display_name": "Ñ Ñ Ñ Ñ",
            "family": "Ñ Ñ",
            "given": "Ñ Ñ Ñ",
            "phones": [("mobile", "123456"), ("work", "123456"), ("fax", "123456")],
            "emails": ["bob@company.com", "Ñ" * 14],
            "webs": ["www.company.com", "http://www.company.com"],
            "companies": [("Ñ" * 12, "", "")],
        },
        {
            "display_name": "ÑÑÑÑ",
            "family": "ÑÑÑÑ",
            "phones": [("mobile", "55556666")],
            "emails": ["henry@company.com"],
            "companies": [("Ñ" * 44, "", ""), ("Ñ" * 44 + "\ufffd", "", "")],
        },
    ],
    "John_Doe_GMAIL.vcf": [
        JOHN
        | {
            "display_name": "Mr. John Richter, James Doe Sr.",
            "middle": "Richter, James",
            "phones": [("mobile", "905-555-1234"), ("home", "905-666-1234")],
            "emails": ["john.doe@ibm.com"],
            "addresses": ["Crescent moon drive\n555-asd\nNice Area, Albaney, New York 12345\nUnited States of America"],
            "webs": ["http://www.ibm.com"],
            "companies": [("IBM", "", "Money Counter")],
        }
    ],
    "John_Doe_IPHONE.vcf": [
        JOHN
        | {
            "display_name": "Mr. John Richter James Doe Sr.",
            "middle": "Richter James",
            "nickname": "Johny",
            "phones": [("mobile", "905-555-1234"), ("home", "905-666-1234"), ("work", "905-777-1234"), *FAXES],
            "emails": ["john.doe@ibm.com"],
            "addresses": [f"Silicon Alley 5, | {NEW_YORK}", HERE],
            "webs": ["http://www.ibm.com"],
            "companies": [("IBM", "Accounting", "Money Counter")],
            "photo": 32531,
        }
    ],
    "John_Doe_MAC_ADDRESS_BOOK.vcf": [
        JOHN
        | {
            "display_name": "Mr. John Richter,James Doe Sr.",
            "middle": "Richter,James",
            "nickname": "Johny",
            "phones": [("work", "905-777-1234"), ("home", "905-666-1234"), ("mobile", "905-555-1234"), *FAXES],
            "emails": ["john.doe@ibm.com"],
            "addresses": [f"Silicon Alley 5, | {NEW_YORK}", HERE],
            "webs": ["http://www.ibm.com"],
            "companies": [("IBM", "Accounting", "Money Counter")],
            "photo": 18242,
        }
    ],
    "John_Doe_MS_OUTLOOK.vcf": [
        JOHN
        | {
            "display_name": "Mr. John Richter James Doe Sr.",
            "middle": "Richter,James",
            "nickname": "Johny",
            "phones": [("work", "(905) 555-1234"), ("home", "(905) 666-1234")],
            "emails": ["john.doe@ibm.cm"],
            "addresses": [
                "Cresent moon drive | Albaney | New York | 12345 | United States of America",
                f"Silicon Alley 5, | {NEW_YORK}",
            ],
            "webs": ["http://www.ibm.com"],
            "companies": [("IBM", "Accounting", "Money Counter")],
            "photo": 860,
        }
    ],
    "basic_vcard_addressbook.vcf": [
        {
            "display_name": f"{given} Doe",
            "given": given,
            "family": "Doe",
            "emails": [f"{given.lower()}.doe@genericemail.invalid"],
        }
        for given in ("John", "Jane")
    ],
    "export.vcf": [
        {
            "display_name": "contact number one",
            "given": "contact",
            "family": "one",
            "emails": ["contact1@invalid"],
        },
        {
            "display_name": "contact number two",
            "given": "contact",
            "family": "two",
            "emails": ["contact2@invalid"],
            "notes": "here's some unicode text…",
            "companies": [("", "", '"worker"')],
        },
    ],
    "fullcontact.vcf": [
        {
            "display_name": "Prefix FirstName MiddleName LastName Suffix",
            "prefix": "Prefix",
            "given": "FirstName",
            "middle": "MiddleName",
            "family": "LastName",
            "suffix": "Suffix",
            "nickname": "NickName",
            "phones": [(use, f"555-555-111{number}") for number, use in enumerate(USES, 1)],
            "emails": [f"{name}@example.com" for name in ("home", "work", "school", "other", "custom")],
            "addresses": [
                f"{name}Extended | {name}Street | {name}City | {name}State | {name}Postal | {name}Country"
                for name in ("Home", "Work", "Other", "Custom")
            ],
            "webs": [f"http://www.{name}.com" for name in ("homepage", "blog", "other", "custom")],
            "companies": [
                ("Organization1", "Department1", "Title1"),
                ("Organization2", "Department2", "Title2"),
            ],
            "birthday": "2016-08-01",
            "notes": "Notes line 1\nNotes line 2",
        }
    ],
    "gmail-single.vcf": [
        {
            "display_name": "Greg Dartmouth",
            "given": "Greg",
            "family": "Dartmouth",
            "nickname": "Gman",
            "phones": [("mobile", "555 555 1111"), ("other", "555 555 2222")],
            "emails": ["gdartmouth@hotmail.com"],
            "addresses": ["123 Home St\nHome City, HM 12345", "321 Custom St | Custom City | TX | 98765 | USA"],
            "webs": ["http://TheProfile.com"],
            "companies": [("TheCompany", "", "TheJobTitle")],
            "birthday": "1960-09-10",
        }
    ],
    "outlook-2003.vcf": [
        {
            "display_name": "John Doe III",
            "prefix": "Mr.",
            "given": "John",
            "family": "Doe",
            "suffix": "III",
            "nickname": "Joey",
            "phones": [
                ("work", "BusinessPhone"),
                ("home", "HomePhone"),
                ("mobile", "MobilePhone"),
                ("fax", "BusinessFaxPhone"),
            ],
            "emails": ["jdoe@hotmail.com"],
            "addresses": ["TheOffice | 123 Main St | Austin | TX | 12345 | United States of America"],
            "webs": ["http://web-page-address.com"],
            "companies": [("Company, The", "TheDepartment", "The Job Title")],
            "notes": "This is the note field!!\nSecond line\n\nThird line is empty",
        }
    ],
    "rfc2426-example.vcf": [
        {
            "display_name": "Frank Dawson",
            "phones": [("work", "+1-919-676-9515"), ("fax", "+1-919-676-9564")],
            "emails": ["Frank_Dawson@Lotus.com", "fdawson@earthlink.net"],
            "addresses": ["6544 Battleford Drive | Raleigh | NC | 27613-3502 | U.S.A."],
            "webs": ["http://home.earthlink.net/~fdawson"],
            "companies": [("Lotus Development Corporation", "", "")],
        },
        {
            "display_name": "Tim Howes",
            "phones": [("work", "+1-415-937-3419"), ("fax", "+1-415-528-4164")],
            "emails": ["howes@netscape.com"],
            "addresses": ["501 E. Middlefield Rd. | Mountain View | CA | 94043 | U.S.A."],
            "companies": [("Netscape Communications Corp.", "", "")],
        },
    ],
    "rfc6350-example.vcf": [
        {
            "display_name": "Simon Perreault",
            "given": "Simon",
            "family": "Perreault",
            "suffix": "ing. jr, M.Sc.",
            "phones": [("work", "+1-418-656-9254 ext. 102"), ("mobile", "+1-418-262-6501")],
            "emails": ["simon.perreault@viagenie.ca"],
            "addresses": ["Suite D2-630 | 2875 Laurier | Quebec | QC | G1V 2M2 | Canada"],
            "webs": ["http://nomis80.org"],
            "companies": [("Viagenie", "", "")],
            "birthday": "--02-03",
            "language": "fr",
        }
    ],
    "v4-uri-jpeg.vcf": [{"display_name": "URI JPEG, version 4.0", "photo": 5321}],
}
