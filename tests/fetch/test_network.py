"""All that is done over a network ends in time."""

import time

import pytest

from headwater.errors import Unfetched
from headwater.fetch.network import Network


def test_what_is_left_is_never_more_than_a_step_and_never_nothing() -> None:
    assert Network(100).left(5) == 5
    assert 99 < Network(100).left(None) <= 100
    with pytest.raises(Unfetched, match="too long"):
        Network(0).left(5)


def test_no_socket_of_this_machine_is_connected_to() -> None:
    with pytest.raises(Unfetched):
        Network(100).connect_unix_socket("/run/any")


def test_a_host_without_an_address_is_none() -> None:
    with pytest.raises(Unfetched, match="does not answer"):
        Network(100, resolver=lambda *_: []).connect_tcp("a.example", 80)


def test_looking_up_a_host_ends_in_time() -> None:
    def slow(*_: object) -> list[str]:
        time.sleep(5)
        return ["93.184.216.34"]

    began = time.monotonic()
    with pytest.raises(Unfetched, match="looking up the host takes too long"):
        Network(0.3, resolver=slow).connect_tcp("a.example", 80)
    assert time.monotonic() - began < 2


def test_whatever_a_resolver_raises_is_said_at_once() -> None:
    def odd(*_: object) -> list[str]:
        raise ValueError("embedded null character")

    began = time.monotonic()
    with pytest.raises(Unfetched, match="there is no such host"):
        Network(5, resolver=odd).connect_tcp("a\0.example", 80)
    assert time.monotonic() - began < 2
