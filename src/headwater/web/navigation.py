"""The pages that the navigation lists, in order."""

NAVIGATION: tuple[tuple[str, str], ...] = (
    ("/", "Overview"),
    ("/reports", "Reports"),
    ("/lineage", "Lineage"),
    ("/findings", "Findings"),
    ("/system", "System"),
    ("/indicators", "Indicators"),
    ("/timeline", "Timeline"),
    ("/places", "Places"),
    ("/estimates", "Estimates"),
    ("/review", "Review"),
    ("/search", "Search"),
    ("/dossier", "Dossier"),
    ("/add", "Add reports"),
    ("/help", "Help"),
)
