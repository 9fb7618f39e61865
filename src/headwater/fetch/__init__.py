"""Fetch: an address on the web becomes a WARC record. Only when a person asks, and never into a private network."""

from headwater.fetch.page import Fetcher

__all__ = ["Fetcher"]
