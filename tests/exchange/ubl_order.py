"""The order and number of elements in UBL 2.1, as far as this program writes it: facts of the schema, to check with.

Source: OASIS, Universal Business Language Version 2.1 (OASIS Standard, 4 November 2013), the sequences in
`xsd/maindoc/UBL-Quotation-2.1.xsd` and `xsd/common/UBL-CommonAggregateComponents-2.1.xsd`; looked up 2026-11-21.
After a name: nothing = once, ? = at most once, * = any number, + = at least once.
"""

from __future__ import annotations

_TYPES = {
    "Quotation": (
        "UBLExtensions? UBLVersionID? CustomizationID? ProfileID? ProfileExecutionID? ID? CopyIndicator? UUID? "
        "IssueDate IssueTime? Note* PricingCurrencyCode? LineCountNumeric? ValidityPeriod? "
        "RequestForQuotationDocumentReference? AdditionalDocumentReference* Contract* Signature* "
        "SellerSupplierParty BuyerCustomerParty? OriginatorCustomerParty? Delivery* DeliveryTerms? PaymentMeans? "
        "TransactionConditions? AllowanceCharge* DestinationCountry? TaxTotal* QuotedMonetaryTotal QuotationLine+ "
    ),
    "Period": ("StartDate? StartTime? EndDate? EndTime? DurationMeasure? DescriptionCode* Description* "),
    "DocumentReference": (
        "ID CopyIndicator? UUID? IssueDate? IssueTime? DocumentTypeCode? DocumentType? XPath* LanguageID? "
        "LocaleCode? VersionID? DocumentStatusCode? DocumentDescription* Attachment? ValidityPeriod? IssuerParty? "
        "ResultOfVerification? "
    ),
    "SupplierParty": (
        "CustomerAssignedAccountID? AdditionalAccountID* DataSendingCapability? Party? DespatchContact? "
        "AccountingContact? SellerContact? "
    ),
    "CustomerParty": (
        "CustomerAssignedAccountID? SupplierAssignedAccountID? AdditionalAccountID* Party? DeliveryContact? "
        "AccountingContact? BuyerContact? "
    ),
    "Party": (
        "MarkCareIndicator? MarkAttentionIndicator? WebsiteURI? LogoReferenceID? EndpointID? "
        "IndustryClassificationCode? PartyIdentification* PartyName* Language? PostalAddress? PhysicalLocation? "
        "PartyTaxScheme* PartyLegalEntity* Contact? Person* AgentParty? ServiceProviderParty* PowerOfAttorney* "
        "FinancialAccount? "
    ),
    "PartyIdentification": ("ID "),
    "PartyName": ("Name "),
    "Address": (
        "ID? AddressTypeCode? AddressFormatCode? Postbox? Floor? Room? StreetName? AdditionalStreetName? "
        "BlockName? BuildingName? BuildingNumber? InhouseMail? Department? MarkAttention? MarkCare? "
        "PlotIdentification? CitySubdivisionName? CityName? PostalZone? CountrySubentity? CountrySubentityCode? "
        "Region? District? TimezoneOffset? AddressLine* Country? LocationCoordinate* "
    ),
    "AddressLine": ("Line "),
    "PartyTaxScheme": (
        "RegistrationName? CompanyID? TaxLevelCode? ExemptionReasonCode? ExemptionReason* RegistrationAddress? "
        "TaxScheme "
    ),
    "TaxScheme": ("ID? Name? TaxTypeCode? CurrencyCode? JurisdictionRegionAddress* "),
    "PartyLegalEntity": (
        "RegistrationName? CompanyID? RegistrationDate? RegistrationExpirationDate? CompanyLegalFormCode? "
        "CompanyLegalForm? SoleProprietorshipIndicator? CompanyLiquidationStatusCode? CorporateStockAmount? "
        "FullyPaidSharesIndicator? RegistrationAddress? CorporateRegistrationScheme? HeadOfficeParty? "
        "ShareholderParty* "
    ),
    "Contact": ("ID? Name? Telephone? Telefax? ElectronicMail? Note* OtherCommunication* "),
    "FinancialAccount": (
        "ID? Name? AliasName? AccountTypeCode? AccountFormatCode? CurrencyCode? PaymentNote* "
        "FinancialInstitutionBranch? Country? "
    ),
    "TransactionConditions": ("ID? ActionCode? Description* DocumentReference* "),
    "AllowanceCharge": (
        "ID? ChargeIndicator AllowanceChargeReasonCode? AllowanceChargeReason* MultiplierFactorNumeric? "
        "PrepaidIndicator? SequenceNumeric? Amount BaseAmount? AccountingCostCode? AccountingCost? PerUnitAmount? "
        "TaxCategory* TaxTotal? PaymentMeans* "
    ),
    "TaxCategory": (
        "ID? Name? Percent? BaseUnitMeasure? PerUnitAmount? TaxExemptionReasonCode? TaxExemptionReason* TierRange? "
        "TierRatePercent? TaxScheme "
    ),
    "TaxTotal": ("TaxAmount RoundingAmount? TaxEvidenceIndicator? TaxIncludedIndicator? TaxSubtotal* "),
    "TaxSubtotal": (
        "TaxableAmount? TaxAmount CalculationSequenceNumeric? TransactionCurrencyTaxAmount? Percent? "
        "BaseUnitMeasure? PerUnitAmount? TierRange? TierRatePercent? TaxCategory "
    ),
    "MonetaryTotal": (
        "LineExtensionAmount? TaxExclusiveAmount? TaxInclusiveAmount? AllowanceTotalAmount? ChargeTotalAmount? "
        "PrepaidAmount? PayableRoundingAmount? PayableAmount PayableAlternativeAmount? "
    ),
    "QuotationLine": (
        "ID? Note* Quantity? LineExtensionAmount? TotalTaxAmount? RequestForQuotationLineID? DocumentReference* "
        "LineItem SellerProposedSubstituteLineItem* AlternativeLineItem* RequestLineReference? "
    ),
    "LineItem": (
        "ID SalesOrderID? UUID? Note* LineStatusCode? Quantity? LineExtensionAmount? TotalTaxAmount? "
        "MinimumQuantity? MaximumQuantity? MinimumBackorderQuantity? MaximumBackorderQuantity? "
        "InspectionMethodCode? PartialDeliveryIndicator? BackOrderAllowedIndicator? AccountingCostCode? "
        "AccountingCost? WarrantyInformation* Delivery* DeliveryTerms? OriginatorParty? OrderedShipment* "
        "PricingReference? AllowanceCharge* Price? Item SubLineItem* WarrantyValidityPeriod? WarrantyParty? "
        "TaxTotal* ItemPriceExtension? LineReference* "
    ),
    "PricingReference": ("OriginalItemLocationQuantity? AlternativeConditionPrice* "),
    "Price": (
        "PriceAmount BaseQuantity? PriceChangeReason* PriceTypeCode? PriceType? OrderableUnitFactorRate? "
        "ValidityPeriod* PriceList? AllowanceCharge* PricingExchangeRate? "
    ),
    "Item": (
        "Description* PackQuantity? PackSizeNumeric? CatalogueIndicator? Name? HazardousRiskIndicator? "
        "AdditionalInformation* Keyword* BrandName* ModelName* BuyersItemIdentification? "
        "SellersItemIdentification? ManufacturersItemIdentification* StandardItemIdentification? "
        "CatalogueItemIdentification? AdditionalItemIdentification* CatalogueDocumentReference? "
        "ItemSpecificationDocumentReference* OriginCountry? CommodityClassification* TransactionConditions* "
        "HazardousItem* ClassifiedTaxCategory* AdditionalItemProperty* ManufacturerParty* "
        "InformationContentProviderParty? OriginAddress* ItemInstance* Certificate* Dimension* "
    ),
    "PriceExtension": ("Amount TaxTotal* "),
}
_ELEMENTS = {
    "Quotation": "Quotation",
    "ValidityPeriod": "Period",
    "AdditionalDocumentReference": "DocumentReference",
    "SellerSupplierParty": "SupplierParty",
    "OriginatorCustomerParty": "CustomerParty",
    "Party": "Party",
    "PartyIdentification": "PartyIdentification",
    "PartyName": "PartyName",
    "PostalAddress": "Address",
    "AddressLine": "AddressLine",
    "PartyTaxScheme": "PartyTaxScheme",
    "TaxScheme": "TaxScheme",
    "PartyLegalEntity": "PartyLegalEntity",
    "Contact": "Contact",
    "FinancialAccount": "FinancialAccount",
    "TransactionConditions": "TransactionConditions",
    "AllowanceCharge": "AllowanceCharge",
    "TaxCategory": "TaxCategory",
    "ClassifiedTaxCategory": "TaxCategory",
    "TaxTotal": "TaxTotal",
    "TaxSubtotal": "TaxSubtotal",
    "QuotedMonetaryTotal": "MonetaryTotal",
    "QuotationLine": "QuotationLine",
    "LineItem": "LineItem",
    "AlternativeLineItem": "LineItem",
    "SubLineItem": "LineItem",
    "PricingReference": "PricingReference",
    "AlternativeConditionPrice": "Price",
    "Price": "Price",
    "Item": "Item",
    "ItemPriceExtension": "PriceExtension",
}

SEQUENCES: dict[str, tuple[tuple[str, str], ...]] = {
    element: tuple((word.rstrip("?*+"), word[-1] if word[-1] in "?*+" else "1") for word in _TYPES[kind].split())
    for element, kind in _ELEMENTS.items()
}
"""For each element that has parts: its possible parts in order, each with how often it may stand there."""


def faults(element: str, parts: list[str]) -> list[str]:
    """What is wrong with the order or the number of an element's parts."""
    sequence = SEQUENCES[element]
    places = {name: place for place, (name, _often) in enumerate(sequence)}
    found = [f"{element}/{part} is unknown" for part in parts if part not in places]
    known = [places[part] for part in parts if part in places]
    if known != sorted(known):
        found.append(f"{element} is out of order: {parts}")
    for name, often in sequence:
        count = parts.count(name)
        if count > 1 and often in "1?":
            found.append(f"{element}/{name} stands {count} times")
        if count == 0 and often in "1+":
            found.append(f"{element}/{name} is missing")
    return found
