"""What an error means for a call: whether it may have taken effect, and how long it is left alone."""

from datetime import timedelta

import pytest

from bot.delivery_errors import PAUSES, cause_of, is_ambiguous, pause_after
from bot.messenger import RefusedError, TooManyRequestsError, UnreachableError


@pytest.mark.parametrize(
    ("error", "may_have_taken_effect"),
    [
        (UnreachableError("TimeoutError"), True),
        (UnreachableError("ServerDisconnectedError"), True),
        (UnreachableError("HTTP 502"), True),
        (UnreachableError("the answer is no JSON"), True),
        (UnreachableError("ClientConnectorError"), False),
        (UnreachableError("ClientConnectorDNSError"), False),
        (TooManyRequestsError(timedelta(seconds=3)), False),
        (RefusedError(403, "Forbidden"), False),
        (OSError("the store is away"), False),
    ],
    ids=str,
)
def test_a_call_may_have_taken_effect_once_it_was_on_its_way(
    error: Exception,
    may_have_taken_effect: bool,  # noqa: FBT001 - pytest's
) -> None:
    assert is_ambiguous(error) is may_have_taken_effect


def test_that_a_call_may_have_taken_effect_is_not_forgotten_at_the_next_failure() -> None:
    first = cause_of(UnreachableError("TimeoutError"), was_ambiguous=False)
    assert first == "ambiguous: TimeoutError"
    assert cause_of(RefusedError(403, "Forbidden"), was_ambiguous=True) == "ambiguous: 403 Forbidden"
    assert cause_of(KeyError("words of somebody"), was_ambiguous=False) == "KeyError"


def test_pauses_grow_to_a_limit_and_chance_keeps_them_apart() -> None:
    error = UnreachableError("TimeoutError")
    longest = [pause_after(error, attempts=attempts, chance=0.0) for attempts in range(50)]
    shortest = [pause_after(error, attempts=attempts, chance=1.0) for attempts in range(50)]
    assert longest == sorted(longest)
    assert longest[-1] == timedelta(seconds=PAUSES[-1])
    assert all(short == 0.75 * long for short, long in zip(shortest, longest, strict=True))


def test_chance_shortens_no_wait_that_the_messenger_asked_for() -> None:
    error = TooManyRequestsError(timedelta(seconds=35))
    assert pause_after(error, attempts=0, chance=1.0) == timedelta(seconds=35)
