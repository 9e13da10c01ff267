"""The rows that reports are measured with are rows of a service: they add up, and months of them are counted right."""

from datetime import date

from benchmarks.figures import QUICK, Line, measured
from benchmarks.figures_rows import PROVINCE, filled
from domain.periods import Period
from storage import audit, rollups
from storage.database import Database
from storage.figures import gather_figures

TIPS = 600


async def test_the_rows_add_up_and_months_of_them_are_counted_right() -> None:
    with filled(None, TIPS) as of:
        database = Database(of.url)
        async with database.read() as session:
            whole = Period(date(of.year - 4, 1, 1), of.now.date())
            figures = await gather_figures(session, None, whole)
            province = await audit.scope(session, PROVINCE, of.now.date())
        assert figures.tips().quantity == TIPS
        assert province is not None
        assert {PROVINCE, of.commune} <= province
        assert await rollups.keep(database, now=of.now) > 0
        async with database.read() as session:
            checked = await rollups.check_rollups(session)
        assert checked.months > 0
        assert checked.wrong == ()
        await database.close()


async def test_every_line_is_measured() -> None:
    with filled(None, TIPS) as of:
        lines = await measured(of, QUICK[0])
    assert len(lines) == 7
    assert all(line.times for line in lines)


def test_a_line_says_what_is_needed_and_whether_it_is_kept() -> None:
    line = Line("a report", QUICK[0], 1.0, (2.0, 0.5, 0.7))
    assert line.is_kept
    assert line.cells[-3:] == ("≤ 1,000 ms", "2,000 ms", "700 ms")
    assert not Line("a report", QUICK[0], 0.6, (2.0, 0.5, 0.7)).is_kept
