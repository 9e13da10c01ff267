"""The simulation as it is asked for: through a webchat, stopped in the middle, and where it cannot begin."""

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from rich.console import Console
from typer.testing import CliRunner

from bot.__main__ import cli
from simulation.command import Orders, SimulationError, simulate
from simulation.own_messenger import OwnMessenger, serving
from simulation.owners import Patience
from simulation.play import Load
from tests.bot.waiting import until
from tests.simulation.small_bot import SmallBot, answering
from webchat.server import create_app
from webchat.settings import BotAccount, Person, Settings

BOT_ID = 7_000_001
TOKEN = f"{BOT_ID}:a-token-for-this-test-alone"
OFFICER = 2001
PEOPLE = [Person(1001, "Lan"), Person(1002, "Minh"), Person(OFFICER, "Hùng", "Cán bộ – phường Vỹ Dạ", "Công an")]

ORDERS = Orders(
    load=Load(tips=6, seed=2, quiet=0.3, patience=Patience(answer=30, conversation=60, away=0.01)),
    citizens=5,
    officers=None,
    api="",
    port=0,
    token="",
    province="46",
    database_url="",
    keys=Path("none.json"),
    is_checked=False,
)


def console() -> Console:
    """Return somewhere to print."""
    return Console(file=io.StringIO(), width=200)


def printed(on: Console) -> str:
    assert isinstance(on.file, io.StringIO)
    return on.file.getvalue()


@asynccontextmanager
async def webchat(folder: Path) -> AsyncIterator[tuple[str, SmallBot]]:
    """Serve a webchat with a small bot within the block; gives its address and the bot."""
    account = BotAccount(BOT_ID, TOKEN, "nguon_tin_bot", "Nguồn Tin")
    app = create_app(Settings(data=folder, bots=[account], people=PEOPLE))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession() as http:
            bot = SmallBot(http, f"{address}/bot{TOKEN}/", staff=frozenset({OFFICER}))
            async with answering(bot):
                yield address, bot
    finally:
        await runner.cleanup()


async def test_the_people_of_a_webchat_are_played(tmp_path: Path) -> None:
    screen = console()
    async with webchat(tmp_path) as (address, bot):
        result = await simulate(replace(ORDERS, api=address), console=screen)
    assert result.is_well, result.summary.failures
    assert result.summary.tips == result.summary.tips_with_card == len(bot.tips) == 6
    assert set(bot.reporters.values()) <= {1001, 1002}
    assert "The webchat has 2 citizens to play." in printed(screen)


async def test_a_signal_ends_it_with_the_summary_so_far(tmp_path: Path) -> None:
    screen = console()
    async with webchat(tmp_path) as (address, bot):
        orders = replace(ORDERS, api=address, load=replace(ORDERS.load, tips=500))
        running = asyncio.create_task(simulate(orders, console=screen))
        await until(lambda: len(bot.tips) > 2)
        os.kill(os.getpid(), signal.SIGINT)
        result = await running
    assert 0 < result.summary.tips < 500
    assert "Stopped" in printed(screen)


@pytest.mark.parametrize(
    ("orders", "sentence"),
    [
        (replace(ORDERS, api="http://127.0.0.1:9"), "there is no webchat with a bot at http://127.0.0.1:9"),
        (replace(ORDERS, province="00"), "there is no province 00"),
    ],
)
async def test_where_it_cannot_begin_it_says_why(orders: Orders, sentence: str) -> None:
    with pytest.raises(SimulationError, match=sentence):
        await simulate(orders, console=console())


async def test_a_port_that_is_taken_is_named() -> None:
    async with serving(OwnMessenger(), port=0) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(SimulationError, match=f"port {port} is taken"):
            await simulate(replace(ORDERS, port=port, officers=0), console=console())


async def test_a_bot_that_never_calls_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulation.command.BOT_SECONDS", 0.05)
    screen = console()
    with pytest.raises(SimulationError, match="no bot has called"):
        await simulate(replace(ORDERS, officers=0), console=screen)
    assert "NGUONTIN_BOTS=" in printed(screen)


def test_on_the_command_line_a_run_that_cannot_begin_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(cli, ["simulate", "--api", "http://127.0.0.1:9", "--tips", "1"])
    assert ended.exit_code == 1
    assert ended.stderr == "nguontin: there is no webchat with a bot at http://127.0.0.1:9\n"
