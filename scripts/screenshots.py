"""Takes the pictures in docs/screenshots: plays the whole way of a tip in the demo, in a real browser.

    python scripts/screenshots.py

Needs Debian's Chromium, and fonts-noto-color-emoji for the coloured signs. Nobody's words are in the pictures: the
people are the demo's, and the photo is drawn here.
"""

import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from playwright.sync_api import Browser, ViewportSize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # Tests are not installed with the packages.

from tests.browser.phone import PATIENCE_MS, Phone  # noqa: E402 - found by the line above
from tests.browser.stage import Person, chromium, running_demo  # noqa: E402 - found by the line above

FOLDER = ROOT / "docs" / "screenshots"
PHONE: ViewportSize = {"width": 390, "height": 844}
TALL_PHONE: ViewportSize = {"width": 390, "height": 1010}
DESK: ViewportSize = {"width": 1100, "height": 760}
SHARPNESS = 2
COLOURS = 256
"""So many colours keep a picture small; the photo in it is dithered."""

WORDS = "Co nguoi dang giau 2 khau sung tu che trong nha kho sau cho Phu My, phuong My Thuong, Hue"
ELSEWHERE = "Quan karaoke mo nhac rat to suot dem, ca xom khong ngu duoc"
MANY_BEAR_IT = "o xa tan thanh"
AGAIN = "O nha kho phia sau cho Phu My, phuong My Thuong, Hue co nguoi cat giau sung tu che"
QUESTION = "Nhà kho màu gì, ở phía nào của chợ?"
ANSWER = "nha kho mai ton xanh, ngo phia sau cho, canh cot dien"
REPLY = "Công an phường đã thu hồi 2 khẩu súng tự chế. Cảm ơn bạn đã báo tin."


ARE_LOADED = """limit => new Promise((done, fail) => {
    const isSeen = image => {
        const { top, bottom } = image.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
    };
    const end = performance.now() + limit;
    const look = () => {
        if ([...document.images].every(image => image.complete || !isSeen(image))) done();
        else if (performance.now() > end) fail(new Error("a picture does not load"));
        else setTimeout(look, 50);
    };
    look();
})"""
"""Waits for the images in sight; the browser does not load those further up before somebody scrolls there."""


@dataclass(slots=True)
class Album:
    """Numbers the pictures and writes them small, into this folder."""

    folder: Path
    count: int = 0

    def take(self, phone: Phone, name: str) -> None:
        """Write what the phone shows."""
        self.count += 1
        _keep(_picture(phone), self.folder / f"{self.count:02}-{name}.png")

    def put_in_place(self) -> None:
        """Let these pictures take the place of those in the documents, once all of them are taken."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob("*.png"):
            old.unlink()
        for new in self.folder.glob("*.png"):
            shutil.copy(new, FOLDER)


def _picture(phone: Phone) -> Image.Image:
    """Return what the phone shows, once it stands still."""
    phone.page.mouse.move(0, 0)
    # What was pressed last would show that it is chosen, with a menu beside it.
    phone.page.evaluate("document.activeElement.blur()")
    phone.page.evaluate("document.fonts.ready")
    # Not waited for by a condition: that would be evaluated as text, which the console forbids.
    phone.page.evaluate(ARE_LOADED, PATIENCE_MS)
    shot = phone.page.screenshot(animations="disabled", caret="hide")
    return Image.open(BytesIO(shot)).convert("RGB")


def _tall_picture(phone: Phone) -> Image.Image:
    """Return what a taller phone would show."""
    phone.page.set_viewport_size(TALL_PHONE)
    picture = _picture(phone)
    phone.page.set_viewport_size(PHONE)
    return picture


def _keep(picture: Image.Image, path: Path) -> None:
    palette = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    picture.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG).save(path, optimize=True)


WIDE, TALL, GROUND = 1200, 900, 640
"""The drawn photo's size, and where its houses stand, in pixels."""

Colour = tuple[int, int, int]


def draw_photo(path: Path) -> None:
    """Draw a lane behind a market at night: a store-house with a light over its door, a lamp post, wet ground."""
    image = Image.new("RGB", (WIDE, TALL))
    draw = ImageDraw.Draw(image)
    _fade(draw, 0, GROUND, (22, 32, 62), (78, 82, 112))
    _fade(draw, GROUND, TALL, (74, 76, 84), (36, 38, 46))
    _draw_houses(draw, random.Random(7))  # noqa: S311 - a drawing
    _draw_store(draw)
    _draw_lamp_post(draw)
    image = ImageChops.screen(image, _light(at=[(905, 155), (522, 430)]))
    image.filter(ImageFilter.GaussianBlur(1.4)).save(path, quality=85)


def _fade(draw: ImageDraw.ImageDraw, top: int, bottom: int, first: Colour, last: Colour) -> None:
    """Fill a band with one colour going over into another."""
    for y in range(top, bottom):
        share = (y - top) / (bottom - top)
        fill = tuple(round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
        draw.line((0, y, WIDE, y), fill=fill)


def _draw_houses(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    left = -40
    while left < WIDE:
        width, top, shade = chance.randrange(120, 210), GROUND - chance.randrange(170, 340), chance.randrange(30, 48)
        draw.rectangle((left, top, left + width, GROUND), fill=(shade, shade + 4, shade + 18))
        for x in range(left + 24, left + width - 34, 56):
            for y in range(top + 34, GROUND - 60, 78):
                window = chance.choices([(226, 180, 98), (shade + 14, shade + 20, 66)], weights=[1, 5])[0]
                draw.rectangle((x, y, x + 24, y + 34), fill=window)
        left += width + 8


def _draw_store(draw: ImageDraw.ImageDraw) -> None:
    eaves = GROUND - 250
    draw.rectangle((250, eaves - 10, 800, GROUND + 30), fill=(122, 116, 106))
    draw.polygon(((220, eaves), (525, eaves - 100), (830, eaves)), fill=(48, 112, 146))
    for x in range(250, 820, 30):
        draw.line((x, eaves - 4, 525 + (x - 525) * 0.05, eaves - 95), fill=(38, 92, 122), width=3)
    draw.rectangle((430, GROUND - 180, 620, GROUND + 30), fill=(74, 78, 80))
    for y in range(GROUND - 176, GROUND + 26, 18):
        draw.line((432, y, 618, y), fill=(96, 100, 102), width=3)
    draw.ellipse((508, GROUND - 222, 536, GROUND - 198), fill=(255, 236, 190))


def _draw_lamp_post(draw: ImageDraw.ImageDraw) -> None:
    dark = (24, 26, 32)
    draw.rectangle((1000, 130, 1014, GROUND + 70), fill=dark)
    draw.line((1007, 140, 905, 150), fill=dark, width=9)
    draw.ellipse((884, 142, 926, 168), fill=(255, 240, 200))
    for sag in (0, 26):
        draw.arc((-300, 40 + sag, 1320, 250 + sag), 0, 180, fill=dark, width=4)


def _light(*, at: list[tuple[int, int]]) -> Image.Image:
    """Return the glow of lamps, and its reflection on the wet ground."""
    glow = Image.new("RGB", (WIDE, TALL))
    draw = ImageDraw.Draw(glow)
    for x, y in at:
        lamp = Image.radial_gradient("L").resize((760, 760)).point([max(0, 255 - 2 * value) for value in range(256)])
        glow.paste((176, 124, 62), (x - 380, y - 380), lamp)
        draw.ellipse((x - 60, 710, x + 60, 850), fill=(120, 88, 44))
    return glow.filter(ImageFilter.GaussianBlur(24))


def compose(pictures: Sequence[Image.Image], path: Path) -> None:
    """Put phones side by side on a calm background."""
    edge, gap, height, corner = 90, 80, 1180, 44
    phones = [one.resize((one.width * height // one.height, height), Image.Resampling.LANCZOS) for one in pictures]
    size = (sum(one.width for one in phones) + gap + 6 * edge, height + 2 * edge)
    picture = Image.new("RGB", size, (226, 234, 230))
    shadow = Image.new("L", size, 0)
    x = 3 * edge
    for phone in phones:
        mask = Image.new("L", phone.size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, phone.width - 1, phone.height - 1), corner, fill=255)
        box = (x - 6, edge + 8, x + phone.width + 6, edge + phone.height + 20)
        ImageDraw.Draw(shadow).rounded_rectangle(box, corner, fill=90)
        x += phone.width + gap
    picture.paste((120, 140, 134), mask=shadow.filter(ImageFilter.GaussianBlur(22)))
    x = 3 * edge
    for phone in phones:
        mask = Image.new("L", phone.size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, phone.width - 1, phone.height - 1), corner, fill=255)
        picture.paste(phone, (x, edge), mask)
        x += phone.width + gap
    _keep(picture, path)


# The walk.


class Stage:
    """Opens phones for the demo's people."""

    def __init__(self, browser: Browser, address: str) -> None:
        """Take the browser, and the messenger's address."""
        self._browser = browser
        self._address = address

    def phone(self, person: Person, size: ViewportSize = PHONE) -> Phone:
        """Open the chat of a person."""
        context = self._browser.new_context(viewport=size, device_scale_factor=SHARPNESS, locale="vi-VN")
        return Phone.of(person, context.new_page(), self._address)


def _top(phone: Phone, *words: str) -> None:
    """Scroll to where the newest message with these words begins."""
    phone.message(*words).evaluate("message => message.scrollIntoView({block: 'start'})")


def walk(stage: Stage, album: Album, photo: Path) -> None:
    """Play the whole way of a tip, and take a picture of each step."""
    citizen, officer = stage.phone(Person.LAN), stage.phone(Person.HUNG)
    citizen.page.locator("#start").click()
    citizen.reads("Khẩn cấp, gọi ngay")
    album.take(citizen, "nguoi-dan-loi-chao")
    citizen.attaches([photo])
    citizen.types(WORDS)
    citizen.reads("Tin của bạn – chưa gửi")
    citizen.sees_photo("Co nguoi")
    album.take(citizen, "nguoi-dan-soan-tin")
    draft = _tall_picture(citizen)
    _share_position(stage.phone(Person.MINH), album)
    citizen.presses("Gửi")
    code = citizen.reads("Đã gửi. Mã tin của bạn:").split("bạn:")[1].split()[0]
    album.take(citizen, "nguoi-dan-ma-tin")
    officer.reads(code, "Chờ tiếp nhận")
    album.take(officer, "can-bo-tin-moi")
    compose([draft, _tall_picture(officer)], album.folder / "overview.png")
    _work(citizen, officer, album, code)
    _supervise(stage, album)
    _choose_place(stage.phone(Person.MINH), album)
    _tell_again(citizen, officer, album)
    _enter_activity(officer, album)
    _confirm(stage.phone(Person.DUNG), album, code)
    _report(stage, album)


def _enter_activity(officer: Phone, album: Album) -> None:
    officer.types("/hoatdong")
    officer.reads("Đã làm việc gì?")
    officer.presses("Tuần tra Nhân dân")
    officer.reads("Tính theo đơn vị nào?")
    officer.presses("lượt")
    officer.reads("Bao nhiêu lượt?")
    officer.types("12")
    officer.reads("Bao nhiêu lượt người?")
    album.take(officer, "can-bo-nhap-hoat-dong")
    officer.types("60")
    officer.reads("Lực lượng nào thực hiện?")
    officer.presses("Lực lượng tham gia bảo vệ ANTT ở cơ sở")
    officer.reads("Đúng rồi thì đồng chí bấm Ghi:", "12 lượt")
    album.take(officer, "can-bo-hoat-dong")
    officer.presses("Ghi")
    officer.reads("Đã ghi:", "12 lượt")


def _confirm(commander: Phone, album: Album, code: str) -> None:
    commander.types("/xacnhan")
    commander.reads("chờ đồng chí xác nhận")
    _top(commander, "chờ đồng chí xác nhận")
    album.take(commander, "chi-huy-cho-xac-nhan")
    commander.messages.locator("button.inline").filter(has_text=code).click()
    commander.reads(code, "Có giá trị")
    commander.presses("Xác nhận giá trị: Có giá trị")
    commander.reads("Đã xác nhận: Có giá trị")
    _top(commander, "Đã xác nhận: Có giá trị")
    album.take(commander, "chi-huy-xac-nhan")


def _report(stage: Stage, album: Album) -> None:
    supervisor = stage.phone(Person.QUANG)
    supervisor.types("/baocao")
    supervisor.presses("Một đơn vị cấp dưới")
    supervisor.reads("Đồng chí gõ tên đơn vị")
    supervisor.types("my thuong")
    supervisor.reads("Công an phường Mỹ Thượng: kỳ nào?")
    album.take(supervisor, "giam-sat-chon-bao-cao")
    _receive(supervisor)
    album.take(supervisor, "giam-sat-bao-cao")
    wide = stage.phone(Person.QUANG, DESK)
    wide.types("/baocao")
    wide.presses("Toàn bộ thành phố Huế")
    _receive(wide)
    album.take(wide, "giam-sat-bao-cao-may-tinh")


def _receive(supervisor: Phone) -> None:
    """Choose this year and the document, and wait for the file."""
    supervisor.presses("Năm nay")
    supervisor.reads("Báo cáo ở dạng nào?")
    supervisor.presses("Văn bản (DOCX)")
    supervisor.reads(".docx")


def _tell_again(citizen: Phone, officer: Phone, album: Album) -> None:
    citizen.types(AGAIN)
    citizen.reads("Tin của bạn – chưa gửi", AGAIN)
    citizen.presses("Gửi")
    officer.reads("CÓ THỂ LÀ CÙNG MỘT VỤ")
    album.take(officer, "can-bo-tin-cung-vu")


def _choose_place(citizen: Phone, album: Album) -> None:
    citizen.types(MANY_BEAR_IT)
    citizen.reads("Có nhiều nơi tên")
    album.take(citizen, "nguoi-dan-chon-noi")


def _share_position(citizen: Phone, album: Album) -> None:
    citizen.types(ELSEWHERE)
    citizen.reads("gửi vị trí")
    citizen.page.locator("#share-position").click()
    citizen.page.locator("#places button").first.wait_for()
    album.take(citizen, "nguoi-dan-gui-vi-tri")


def _work(citizen: Phone, officer: Phone, album: Album, code: str) -> None:
    officer.presses("Tiếp nhận")
    officer.reads(f"Đồng chí đã tiếp nhận tin {code}.")
    album.take(officer, "can-bo-cac-viec")
    officer.presses("Xem ảnh")
    officer.sees_photo(code, "1/1")
    album.take(officer, "can-bo-xem-anh")
    officer.presses("Hỏi thêm")
    officer.reads("Đồng chí gõ câu hỏi")
    officer.types(QUESTION)
    citizen.reads("hỏi thêm về tin", QUESTION)
    citizen.types(ANSWER)
    citizen.reads("Câu trả lời của bạn")
    album.take(citizen, "nguoi-dan-tra-loi")
    officer.reads(ANSWER)
    _assess(officer, album)
    officer.presses("Đã giải quyết")
    officer.reads("Đã giải quyết, chờ phản hồi người báo", "Đồng chí bấm")
    officer.presses("Phản hồi người báo")
    officer.reads("họ sẽ đọc đúng")
    officer.types(REPLY)
    citizen.reads("phản hồi về tin", REPLY)
    citizen.types("/tin")
    citizen.presses(f"{code} · Đã có kết quả và đã trả lời bạn")
    citizen.reads(f"Tin {code}", "Công an trả lời:")
    album.take(citizen, "nguoi-dan-xem-ket-qua")


def _assess(officer: Phone, album: Album) -> None:
    officer.presses("Giá trị")
    officer.presses("Có giá trị")
    for reason in ("Kịp thời", "Chính xác, có cơ sở"):
        officer.presses(f"☐ {reason}")
        officer.button(f"☑ {reason}").wait_for()
    album.take(officer, "can-bo-danh-gia")
    officer.presses("Xong")
    officer.reads("Đã đánh giá: Có giá trị")
    officer.presses("Kết quả")
    officer.presses("Thu hồi vũ khí, vật liệu nổ, công cụ hỗ trợ, pháo")
    officer.presses("súng tự chế")
    officer.presses("vận động thu hồi")
    officer.reads("bao nhiêu khẩu?")
    officer.types("2")
    officer.reads("Đã ghi: vận động thu hồi 2 khẩu súng tự chế")
    officer.presses("Gộp vào vụ việc")
    officer.presses("Mở vụ việc mới")
    officer.reads("Tin đã gộp vào vụ việc số")
    _top(officer, "Tin đã gộp vào vụ việc số")
    album.take(officer, "can-bo-ket-qua")


def _supervise(stage: Stage, album: Album) -> None:
    supervisor = stage.phone(Person.QUANG)
    supervisor.types("/tonghop")
    supervisor.reads("tin đang xử lý và tin quá hạn")
    _top(supervisor, "tin đang xử lý và tin quá hạn")
    album.take(supervisor, "giam-sat-tong-hop")
    supervisor.types("/bieudo")
    charts = supervisor.log.locator("article img")
    charts.nth(1).wait_for()
    charts.first.scroll_into_view_if_needed()
    album.take(supervisor, "giam-sat-bieu-do")
    wide = stage.phone(Person.QUANG, DESK)
    wide.types("/solieu năm")
    wide.reads("Quần chúng Nhân dân đã cung cấp")
    _top(wide, "Quần chúng Nhân dân đã cung cấp")
    album.take(wide, "giam-sat-so-lieu")
    wide.types("/trang")
    wide.reads("Đường dẫn vào trang số liệu")
    wide.page.goto(str(wide.log.locator("a[href]").last.get_attribute("href")))
    wide.page.get_by_role("button", name="Vào trang").click()
    wide.page.get_by_role("table").first.wait_for()
    album.take(wide, "giam-sat-trang-so-lieu")


@contextmanager
def _opened() -> Iterator[tuple[Stage, Path]]:
    """Open the demo and the browser within the block, and draw the photo."""
    with TemporaryDirectory() as folder, running_demo(Path(folder) / "demo") as demo, chromium() as browser:
        photo = Path(folder) / "anh.jpg"
        draw_photo(photo)
        yield Stage(browser, demo.address), photo


def main() -> None:
    """Take every picture anew; where the walk does not come to its end, the old ones stay."""
    with TemporaryDirectory() as folder, _opened() as (stage, photo):
        album = Album(Path(folder))
        walk(stage, album, photo)
        album.put_in_place()


if __name__ == "__main__":
    main()
