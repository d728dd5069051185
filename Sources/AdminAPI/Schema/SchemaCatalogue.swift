/// Every schema of the API, each once; routes and fields name them.
public enum SchemaCatalogue {
    /// In the order of the document.
    public static let all: [Schema] = resources + parts + feed + onDemand + pricing + bodies + pages + answers

    static let resources = Kind.allCases.map(\.schema)

    static let parts: [Schema] = [
        PartnerModule.schema, PartnerTraffic.schema, PartnerAlert.schema, TokenFingerprints.schema,
        DeliveryCounts.schema, VerdictResource.schema, RatingLine.schema, SplitResource.schema, CDRDelivery.schema,
        DisputeProposal.schema, DisputeRemark.schema, TariffHeadlineResource.schema, SessionCosts.schema,
        TariffDocument.schema, PriceDocument.schema, TariffElementDocument.schema, PriceComponentDocument.schema,
        TariffRestrictionsDocument.schema, RatingTerms.schema,
    ]

    static let feed: [Schema] = [Me.schema, HubInfo.schema, ChangePage.schema, Change.schema, Doorbell.schema]

    static let onDemand: [Schema] = [
        MessageSummary.schema, MessageDetail.schema, HeaderLine.schema, TimelineStep.schema, PayoutLineResource.schema,
        DecisionPreview.schema, JournalResource.schema, JournalLineResource.schema, TrialBalance.schema,
        TrialBalanceLine.schema, TariffHistory.schema, ZoneDocument.schema, TariffConnector.schema,
        TariffVersionResource.schema, RuleFindingResource.schema, TariffEstimate.schema, CDRPricing.schema,
        PriceParts.schema, PriceFigure.schema, PricingRun.schema, PricingTariff.schema, PricingLine.schema,
        PricingPeriod.schema, PricingVolume.schema, PricingNote.schema, PricingInterval.schema,
        PricingExplanation.schema, TariffPinResource.schema, PriceServed.schema,
        AuditEntry.schema, PersonResource.schema, PersonToken.schema, RoleRow.schema, Settings.schema,
        Invitation.schema,
        IssuedToken.schema, Platform.schema,
    ]

    static let pricing: [Schema] = [
        PriceBody.schema, PricedCDR.schema, PriceAmounts.schema, PriceQuantities.schema, PriceLine.schema,
        PriceExplanation.schema,
    ]

    static let bodies: [Schema] = [
        ReasonBody.schema, OptionalReasonBody.schema, InvitationBody.schema, RegistrationBody.schema,
        AgreementBody.schema, ApprovalBody.schema, DisputeBody.schema, DecisionBody.schema, PersonBody.schema,
        SettingsBody.schema, Problem.schema,
    ]

    /// A page schema for each list route, an answer schema for each thing that actions answer with.
    static let pages = named { $0.hasSuffix("Page") && $0 != "ChangePage" }.map {
        pageSchema(of: String($0.dropLast(4)))
    }

    static let answers = named { $0.hasSuffix("Answer") }.map { ActionAnswer.schema(of: String($0.dropLast(6))) }

    /// The schemas that routes answer with, each once, in route order.
    private static func named(_ isWanted: (String) -> Bool) -> [String] {
        var seen: Set<String> = []
        return RouteTable.all.compactMap { route in
            guard case .json(let name) = route.answer, isWanted(name), seen.insert(name).inserted else { return nil }
            return name
        }
    }
}
