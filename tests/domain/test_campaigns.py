"""Campaigns: names, days, and which one is meant."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.campaigns import MAX_NAME, RECENT, Campaign, InvalidCampaignError, check_campaign, is_recent, of_name
from domain.periods import Period

TET = Campaign("Cao điểm Tết", Period(date(2026, 1, 15), date(2026, 2, 28)), "Kế hoạch 12/KH-BCA")
NEXT = replace(TET, period=Period(date(2027, 1, 15), date(2027, 2, 28)))


def test_a_campaign_that_holds_together_is_taken() -> None:
    check_campaign(TET)


@pytest.mark.parametrize(
    ("campaign", "part"),
    [
        (replace(TET, name=""), "name"),
        (replace(TET, name="x" * (MAX_NAME + 1)), "name"),
        (replace(TET, name="=1+1"), "name"),
        (replace(TET, name="Report_Month"), "name"),
        (replace(TET, name="2026-Q1"), "name"),
        (replace(TET, name="1/2/2026"), "name"),
        (replace(TET, document=""), "document"),
        (replace(TET, document="@x"), "document"),
    ],
)
def test_a_campaign_that_does_not_says_what_is_wrong(campaign: Campaign, part: str) -> None:
    with pytest.raises(InvalidCampaignError) as caught:
        check_campaign(campaign)
    assert caught.value.part == part


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2025, 6, 1), TET),
        (TET.period.start, TET),
        (date(2026, 6, 1), TET),
        (NEXT.period.start, NEXT),
        (date(2029, 1, 1), NEXT),
    ],
)
def test_the_campaign_of_a_name_is_the_one_of_the_day_or_the_last_before(on: date, found: Campaign) -> None:
    assert of_name([NEXT, TET], " cao điểm  TẾT", on) == found
    assert of_name([NEXT, TET], "Cao điểm hè", on) is None


def test_a_campaign_is_recent_from_its_first_day_until_some_time_after_its_last() -> None:
    day = timedelta(days=1)
    first, last = TET.period.start, TET.period.end + RECENT
    assert [is_recent(TET, one) for one in (first - day, first, last, last + day)] == [False, True, True, False]
