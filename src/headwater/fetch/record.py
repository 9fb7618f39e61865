"""What was asked and what came, as WARC records (ISO 28500)."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from headwater import __version__


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the answer to it, as they went over the line; a body in chunks is joined."""

    url: str
    when: str  # ISO 8601 in UTC, when the request was sent
    address: str  # the number that was connected to
    request: tuple[str, tuple[tuple[str, str], ...]]  # the first line without the protocol, the headers
    answer: tuple[str, tuple[tuple[str, str], ...]]  # status and reason, the headers
    body: bytes


def record(exchanges: Iterable[Exchange], *, notes: Iterable[tuple[str, str]] = ()) -> bytes:
    """The records of a page: of what was asked on the way to it, and of how it was fetched. Compressed, one by one."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    writer.write_record(
        writer.create_warcinfo_record(
            "", dict([("software", f"headwater {__version__}"), ("format", "WARC 1.1"), *notes])
        )
    )
    for each in exchanges:
        common = {"WARC-Date": each.when, "WARC-IP-Address": each.address}
        answer = writer.create_warc_record(
            each.url,
            "response",
            payload=BytesIO(each.body),
            http_headers=StatusAndHeaders(each.answer[0], list(each.answer[1]), protocol="HTTP/1.1"),
            warc_headers_dict=dict(common),
        )
        request = writer.create_warc_record(
            each.url,
            "request",
            http_headers=StatusAndHeaders(each.request[0], list(each.request[1]), is_http_request=True),
            warc_headers_dict=dict(common),
        )
        writer.write_request_response_pair(request, answer)
    return stream.getvalue()
