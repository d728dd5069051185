import AdminAPI

/// Takes the desk's first steps: what to ask before the first key. Call once, before the first draw.
public func start(_ state: inout State) -> [Effect] {
    [.overview] + state.demands()
}

/// Changes `state` by what happened and says what the shell has to do about it.
///
/// Pure: no clock, no I/O; takes well under a millisecond. `state.needsDraw` tells whether the screen may look different.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
    var effects: [Effect]
    switch event {
    case .key(let key):
        state.flash = nil
        state.needsDraw = true
        effects = state.press(key)
    case .paste(let text):
        state.needsDraw = true
        effects = state.paste(text)
    case .mouse(let mouse):
        state.flash = nil
        state.needsDraw = true
        effects = state.point(mouse)
    case .resize(let size):
        state.resize(to: size)
        effects = []
    case .minute(let now, let offset):
        effects = state.tick(now, offset)
    case .identity(let identity):
        if state.identity != identity { state.needsDraw = true }
        state.identity = identity
        effects = []
    case .link(let link):
        effects = state.take(link)
    case .overview(let overview):
        if state.overview != overview { state.needsDraw = true }
        state.overview = overview
        effects = []
    case .cacheChanged(let kinds):
        effects = state.cacheChanged(kinds)
    case .rows(let answer):
        state.take(answer)
        effects = []
    case .counted(let token, let matched):
        state.take(count: matched, token: token)
        effects = []
    case .resource(let ref, let resource):
        state.take(resource, ref)
        effects = []
    case .fetched(let request, let answer):
        state.take(Fetched(request, answer), request)
        effects = []
    case .performed(let id, let answer):
        effects = state.performed(id, answer)
    case .notice(let text, let isFailure):
        state.say(SafeText(untrusted: text), isFailure ? .bad : .ok)
        effects = []
    }
    effects += state.demands()
    return effects
}
