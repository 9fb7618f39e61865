"""Which addresses of the internet may be fetched from: public ones, and no others, however they are spelled.

What is judged is the number that a name was resolved to, just before it is connected to, and the connection goes to
that number. So no spelling of a host (decimal, octal, a trailing dot, a name that resolves to 127.0.0.1), no redirect
and no second answer of a name server leads anywhere else.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_Address = IPv4Address | IPv6Address

#: Not public, whatever `ipaddress` of some version of Python says (IANA special-purpose registries).
_CLOSED = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
            "fe80::/10", "fec0::/10", "ff00::/8",
        ),
    )
)  # fmt: skip
_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False, False)
    """
    return all(_is_open(each) for each in _meant(ip_address(address)))


def _is_open(address: _Address) -> bool:
    return address.is_global and not any(address in network for network in _CLOSED)


def _meant(address: _Address) -> list[_Address]:
    """The address, and the IPv4 addresses that an IPv6 one leads to."""
    if isinstance(address, IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [address, *(each for each in inner if each is not None)]


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, in the order that the system prefers.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))
