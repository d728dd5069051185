import AdminAPI
import JSON
import Roaming

/// What a person adds to an action: reasons and choices.
public struct ActionInput: Hashable, Sendable {
    public var reason: String?
    public var decision: DisputeResource.Decision?
    public var disputeReason: DisputeReason?
    public var claimant: PartyID?

    public init(
        reason: String? = nil, decision: DisputeResource.Decision? = nil, disputeReason: DisputeReason? = nil,
        claimant: PartyID? = nil
    ) {
        self.reason = reason
        self.decision = decision
        self.disputeReason = disputeReason
        self.claimant = claimant
    }
}

extension ActionRequest {
    /// The request for one target, by the route table; nil when something that it needs was not given.
    ///
    /// The version, the hash and the amount are the target's as captured. Also what the command line sends.
    public init?(
        _ action: ActionName, on target: any Resource, _ input: ActionInput, id: UInt64, idempotencyKey: String
    ) {
        let route = RouteTable.route(for: action)
        guard let body = ActionRequest.body(action, target, input) else { return nil }
        self.id = id
        self.action = action
        method = route.method
        path = route.pathParameters.isEmpty ? route.path : route.path(target.id)
        // A ternary with nil would be JSON's null here.
        if route.body == nil { self.body = .none } else { self.body = body }
        ifMatch = route.ifMatch == .none ? nil : target.version
        self.idempotencyKey = idempotencyKey
        title = "\(untrusted: action.rawValue) \(untrusted: target.id)"
    }

    private static func body(_ action: ActionName, _ target: any Resource, _ input: ActionInput) -> JSONValue? {
        switch action {
        case .stopSession, .suspendPartner, .holdPayout, .cancelPayout:
            return input.reason.map { ReasonBody(reason: $0).json }
        case .resumePartner:
            return OptionalReasonBody(reason: input.reason.flatMap { $0.isEmpty ? nil : $0 }).json
        case .approvePayout:
            return (target as? PayoutResource).map {
                ApprovalBody(contentHash: $0.contentHash, amountMinor: $0.amountMinor).json
            }
        case .raiseDispute:
            guard let reason = input.disputeReason, let text = input.reason, let claimant = input.claimant else {
                return nil
            }
            return DisputeBody(cdr: target.id, reason: reason, text: text, claimant: claimant).json
        case .proposeDecision, .decideDispute:
            guard let decision = input.decision, let text = input.reason else { return nil }
            return DecisionBody(decision: decision, text: text).json
        case .releasePayout, .unholdPayout, .recheckCDR, .closeWindow:
            return .null
        default:
            return nil
        }
    }
}
