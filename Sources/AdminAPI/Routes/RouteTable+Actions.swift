/// Everything that changes something; one row for each `ActionName`.
extension RouteTable {
    static let actions: [Route] = [
        action(
            "/sessions/{id}/stop", .stopSession, "stopSession", "Send STOP_SESSION to the CPO and inform the DP",
            body: ReasonBody.schema, answers: "Command", also: [.partnerFailed]),
        action(
            "/partners/{id}/suspend", .suspendPartner, "suspendPartner", "Stop routing to and from a partner",
            body: ReasonBody.schema, answers: "Partner"),
        action(
            "/partners/{id}/resume", .resumePartner, "resumePartner", "Route to and from a partner again",
            body: OptionalReasonBody.schema, answers: "Partner"),
        action(
            "/partners/{id}/accept-terms", .acceptTerms, "acceptTerms", "Record that a party signed the hub's terms",
            body: nil, answers: "Partner"),
        action(
            "/partners", .invitePartner, "invitePartner", "Make a registration token for a new platform",
            body: InvitationBody.schema, answers: "Invitation"),
        action(
            "/partners/register", .registerPartner, "registerPartner", "Register the hub at a platform",
            body: RegistrationBody.schema, answers: "Platform", also: [.partnerFailed]),
        action(
            "/partners/{platform}/rotate-token", .rotatePartnerToken, "rotatePartnerToken",
            "Exchange fresh tokens with a platform", body: nil, answers: "Platform", also: [.partnerFailed]),
        action(
            "/partners/{platform}/unregister", .unregisterPartner, "unregisterPartner",
            "End the registration of a platform", body: ReasonBody.schema, answers: "Platform"),
        action(
            "/agreements/{id}", .setAgreement, "setAgreement", "Set the terms of a pair, or the default ones",
            method: .put, body: AgreementBody.schema, answers: "Agreement", ifMatch: .optional),
        action(
            "/cdrs/{id}/recheck", .recheckCDR, "recheckCDR", "Check and rate a held CDR again", body: nil,
            answers: "CDR"),
        action(
            "/windows/{id}/close", .closeWindow, "closeWindow", "Close a window, post its notes, make its payouts",
            body: nil, answers: "Window"),
        action(
            "/payouts/{id}/release", .releasePayout, "releasePayout", "Release a payout for approval", body: nil,
            answers: "Payout", ifMatch: .required),
        action(
            "/payouts/{id}/approve", .approvePayout, "approvePayout", "Approve a payout that somebody else released",
            body: ApprovalBody.schema, answers: "Payout", ifMatch: .required, also: [.fourEyes, .contentChanged]),
        action(
            "/payouts/{id}/hold", .holdPayout, "holdPayout", "Hold a payout back", body: ReasonBody.schema,
            answers: "Payout", ifMatch: .required),
        action(
            "/payouts/{id}/unhold", .unholdPayout, "unholdPayout", "Let a held payout go on", body: nil,
            answers: "Payout", ifMatch: .required),
        action(
            "/payouts/{id}/cancel", .cancelPayout, "cancelPayout", "Cancel a payout; the money is owed again",
            body: ReasonBody.schema, answers: "Payout", ifMatch: .required),
        action(
            "/disputes", .raiseDispute, "raiseDispute", "Raise a dispute about a CDR and hold the CPO's part",
            body: DisputeBody.schema, answers: "Dispute"),
        action(
            "/disputes/{id}/propose", .proposeDecision, "proposeDecision", "Propose a decision",
            body: DecisionBody.schema, answers: "Dispute", ifMatch: .required),
        action(
            "/disputes/{id}/decide", .decideDispute, "decideDispute", "Decide a dispute that somebody else raised",
            body: DecisionBody.schema, answers: "Dispute", ifMatch: .required, also: [.fourEyes]),
        action(
            "/people", .addPerson, "addPerson", "Add a person or a service", body: PersonBody.schema,
            answers: "Person"),
        action(
            "/people/{id}/tokens", .issuePersonToken, "issuePersonToken", "Issue a bearer token, shown once",
            body: nil, answers: "IssuedToken"),
        action(
            "/settings", .changeSettings, "changeSettings", "Set the limits", method: .put, body: SettingsBody.schema,
            answers: "Settings", ifMatch: .required),
    ]
}
