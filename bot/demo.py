"""The demo: sample people with a messenger in the browser, the bot behind it, and years that they might have had."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession, web
from pydantic import SecretStr

from bot import setup
from bot.app import Part, open_app
from bot.clock import server_clock
from bot.replays import hue, phu_tho, thanh_hoa, tho_xuan, thuan_chau
from bot.replays.replay import play as play_again
from bot.sample_year import fill_registers, fill_year
from bot.service import ServiceError, run_until_stopped
from bot.settings import BotSettings, Settings
from domain.access import COUNTRY, Role
from domain.codes import new_token
from storage import people
from storage.database import Database
from storage.vault import load_keys
from webchat.server import create_app
from webchat.settings import BotAccount, Person, Place
from webchat.settings import Settings as WebchatSettings

BOT_ID = 7_000_001
BOT_NAME = "webchat"

HUE = "46"
PHU_THO = "25"
MY_THUONG = "19930"
VY_DA = "19777"

CITIZENS = (
    Person(1001, "Chị Lan", "Người dân", "Người dân"),
    Person(1002, "Anh Minh", "Người dân", "Người dân"),
)

STAFF = (
    (Person(2001, "Đ/c Hùng", "Cán bộ – phường Mỹ Thượng", "Công an"), Role.OFFICER, MY_THUONG),
    (Person(2002, "Đ/c Thảo", "Cán bộ – phường Mỹ Thượng", "Công an"), Role.OFFICER, MY_THUONG),
    (Person(2003, "Đ/c Sơn", "Cán bộ – phường Vỹ Dạ", "Công an"), Role.OFFICER, VY_DA),
    (Person(2004, "Đ/c Hạnh", "Điều phối – TP. Huế", "Công an"), Role.COORDINATOR, HUE),
    (Person(2005, "Đ/c Quang", "Giám sát – TP. Huế", "Công an"), Role.SUPERVISOR, HUE),
    (Person(2006, "Đ/c Dũng", "Chỉ huy – phường Mỹ Thượng", "Công an"), Role.COMMANDER, MY_THUONG),
    (Person(2007, "Đ/c Tuấn", "Giám sát – tỉnh Phú Thọ", "Công an"), Role.SUPERVISOR, PHU_THO),
    (Person(2008, "Đ/c Yến", "Giám sát – toàn quốc", "Công an"), Role.SUPERVISOR, COUNTRY),
)

REPLAYS = (phu_tho, hue, thanh_hoa, thuan_chau, tho_xuan)
"""What is recorded beside the sample year, so that supervisors can make the five reports that it was made up from."""

PLACES = (
    Place("Phường Mỹ Thượng", 16.5042, 107.6330),
    Place("Đập Đá (Vỹ Dạ)", 16.4722, 107.5977),
    Place("Cầu Trường Tiền", 16.4688, 107.5885),
    Place("Ga Huế", 16.4565, 107.5781),
    Place("Biển Thuận An", 16.5667, 107.6500),
)


DATABASE = "nguontin.db"
BEGUN = "nguontin.db.begun"
"""The database until everything is in it: a first start that was stopped leaves nothing half recorded."""


def _settings(data: Path, port: int, token: str) -> Settings:
    address = f"http://127.0.0.1:{port}"
    return Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{data / DATABASE}",
        keys=data / "keys.json",
        evidence_url=f"file://{(data / 'evidence').absolute()}",
        bots=[BotSettings(name=BOT_NAME, token=SecretStr(token), api=address, kind="webchat")],
        listen=f"127.0.0.1:{port + 1}",
    )


def _token(data: Path) -> str:
    """Return the bot's token, made at the first start and kept, so that chats go on after a restart."""
    data.mkdir(parents=True, exist_ok=True)
    file = data / "webchat-token.json"
    if not file.exists():
        file.write_text(json.dumps(f"{BOT_ID}:{new_token()}{new_token()}"))
        file.chmod(0o600)
    return str(json.loads(file.read_text()))


async def play(port: int, data: Path, *, announce: Callable[[str], None]) -> None:
    """Set everything up where it is missing, and run until told to stop."""
    token = _token(data)
    settings = _settings(data, port, token)
    await _prepare(settings, data, announce)
    accounts = [BotAccount(BOT_ID, token, "nguon_tin_bot", "Nguồn Tin")]
    messenger = WebchatSettings(
        data=data / "webchat",
        bots=accounts,
        people=[*CITIZENS, *(person for person, _, _ in STAFF)],
        places=list(PLACES),
        title="Nguồn Tin – chạy thử",
    )
    async with _webchat(messenger, port), open_app(settings) as app:
        await _let_staff_begin(port)
        announce(f"Mở trình duyệt: http://127.0.0.1:{port}   (Ctrl+C để dừng)")
        await run_until_stopped(app, list(Part))


@asynccontextmanager
async def _webchat(settings: WebchatSettings, port: int) -> AsyncIterator[None]:
    """Serve the messenger within the block. Raises ServiceError where the port is taken."""
    runner = web.AppRunner(create_app(settings), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError:
            raise ServiceError(f"port {port} is taken; choose another with --port") from None
        yield
    finally:
        await runner.cleanup()


async def _let_staff_begin(port: int) -> None:
    """Press "Bắt đầu" for the sample staff: a bot may only write to people who began a chat with it."""
    async with ClientSession(f"http://127.0.0.1:{port}") as page:
        async with page.get("/people") as answer:
            begun = {chat["person"] for chat in (await answer.json())["chats"] if chat["started"]}
        for person, _, _ in STAFF:
            if person.id not in begun:
                await page.post(f"/people/{person.id}/bots/{BOT_ID}/text", json={"text": "/start"})


async def _prepare(settings: Settings, data: Path, announce: Callable[[str], None]) -> None:
    """Make the database at the first start, whole or not at all; at the others bring its schema up to date."""
    if (data / DATABASE).exists():
        await setup.migrate(settings)
        return
    announce("Đang chuẩn bị dữ liệu mẫu, khoảng nửa phút … (preparing sample data, about half a minute)")
    _sweep(data)
    beginning = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{data / BEGUN}"})
    await setup.migrate(beginning)
    await _fill(beginning)
    (data / BEGUN).replace(data / DATABASE)
    _sweep(data)


def _sweep(data: Path) -> None:
    """Remove what a first start leaves behind, or left where it was stopped."""
    for left in data.glob(f"{BEGUN}*"):
        left.unlink()


async def _fill(settings: Settings) -> None:
    """Let the years of the replays and of the sample people have been, and make the sample staff what they are."""
    database, vault, now = Database(settings.database_url), load_keys(settings.keys), server_clock()
    try:
        for place in REPLAYS:
            await play_again(database, vault, place.replay())
        await fill_year(database, vault, now=now)
        await fill_registers(database, now=now)
        async with database.begin() as session:
            for person, role, unit in STAFF:
                contact = await people.contact_at(session, vault, BOT_NAME, person.id, language="vi", now=now)
                name = person.name.removeprefix("Đ/c ")
                await people.appoint(session, vault, contact.id, role=role, unit_code=unit, name=name, now=now)
    finally:
        await database.close()
