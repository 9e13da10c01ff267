"""A process that listens nowhere else, watched at an address of its own."""

import signal
import socket
from pathlib import Path

from aiohttp import ClientSession, ClientTimeout

from tests.bot.fake import serving
from tests.bot.test_metrics import read
from tests.bot.test_stopping import backends, on_postgresql, service, standing_still, talkative
from tests.bot.waiting import until


def free_address() -> str:
    """Return an address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"127.0.0.1:{listening.getsockname()[1]}"


@on_postgresql
async def test_a_process_of_one_part_says_how_it_is_also_while_the_database_stands_still(
    tmp_path: Path, database_url: str
) -> None:
    api, address = talkative(), free_address()
    async with (
        serving(api),
        service(
            tmp_path, database_url, api.address, arguments=("--only", "handling"), NGUONTIN_OBSERVE=address
        ) as running,
        ClientSession(f"http://{address}", timeout=ClientTimeout(30)) as http,
    ):

        async def status(path: str) -> int:
            async with http.get(path) as answer:
                await answer.read()
                return answer.status

        async def is_ready() -> bool:
            return await status("/readyz") == 200

        async def is_not_ready() -> bool:
            return await status("/readyz") == 503

        async def database_is_up() -> bool:
            async with http.get("/metrics") as answer:
                return read(await answer.read())["nguontin_database_up"] == 1

        await until(lambda: is_listening(address))
        assert (await status("/healthz"), await status("/readyz"), await database_is_up()) == (200, 200, True)
        async with http.get("/") as answer:
            # Nothing else is answered there: the console is another part.
            assert answer.status == 404
        with standing_still(backends(database_url)):
            await until(is_not_ready)
            assert await status("/healthz") == 200
            assert not await database_is_up()
        await until(is_ready)
        running.process.send_signal(signal.SIGTERM)
        code, _ = await running.end()
    assert code == 0, running.log.read_text()
    assert '"part": "handling"' in running.log.read_text()


def is_listening(address: str) -> bool:
    host, _, port = address.partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0
