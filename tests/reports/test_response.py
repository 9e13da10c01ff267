"""What is read out of response times says when they are rounded."""

from datetime import UTC, datetime, timedelta

from domain.response_histograms import histogram
from domain.response_times import summarise
from locales import language
from reports.response import response_lines

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def test_times_from_counted_months_say_by_how_much_they_may_be_off() -> None:
    counted = histogram([(timedelta(minutes=30), True)] * 20)
    with language("en"):
        lines = response_lines(summarise([], now=NOW, rolled=counted))
        assert response_lines(summarise([], now=NOW)) == ["No tips to acknowledge in this period."]
    assert lines[0] == "20 of 20 tips acknowledged."
    assert lines[-1] == "These times are rounded: they may be off by 2.5%."
