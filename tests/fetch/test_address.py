"""Which addresses are of the open internet."""

import pytest

from headwater.fetch.address import is_public

_PUBLIC = (
    "93.184.216.34",
    "1.1.1.1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:93.184.216.34",
    "64:ff9b::5db8:d822",
)
_CLOSED = (
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.0.3", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:0:0", "64:ff9b::7f00:1",
    "64:ff9b::c0a8:101", "64:ff9b:1::1", "100::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1",
    "2001:0:5ef5:79fb::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("address", _PUBLIC)
def test_open(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", _CLOSED)
def test_closed(address: str) -> None:
    assert not is_public(address)
