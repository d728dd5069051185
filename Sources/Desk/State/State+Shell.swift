extension State {
    /// The name of the page that is open; nil when nothing is, or when what was to be opened is not there.
    public var openPageName: String? {
        guard let detail = place.detail, detail.resource != nil || detail.ref == nil else { return nil }
        let pages = DetailPage.pages(of: detail.subject)
        return pages[min(detail.page, pages.count - 1)].name.string
    }

    /// What was said about the last key, if anything.
    public var lastWords: SafeText? { flash?.text }
}
