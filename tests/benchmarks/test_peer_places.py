"""The peer reads addresses without the network."""

import pytest

from benchmarks import peer_places


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo"])
def test_what_reaches_the_network_fails_loudly(event: str) -> None:
    with pytest.raises(peer_places.NetworkUsedError):
        peer_places.refuse_network(event, ())


def test_old_and_new_addresses_are_read() -> None:
    assert peer_places.place_of("Xã Phú Mỹ, Huyện Phú Vang, Thành phố Huế", None) == "19930"
    assert peer_places.place_of("phường Mỹ Thượng, thành phố Huế", None) == "19930"


def test_a_known_province_decides_between_communes_of_one_name() -> None:
    assert peer_places.place_of("xã Bình Giang", "37") == "13531"


def test_nothing_is_found_where_nothing_is_said() -> None:
    assert peer_places.place_of("alo", None) is None
