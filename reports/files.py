"""Reports as files: what each form is called, and how it is made of a report's contents.

This takes up to seconds and holds up everything else in its process, so a service lets `reports.charts`'s drawing
process do it: all that is needed is in the arguments, and they are plain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import JsonValue

from domain.errors import DomainError
from reports.charts import draw_png, draw_svg
from reports.contents import Contents, unpacked

MAX_FILE_BYTES = 20_000_000
"""Larger files are not sent: messengers take 50 MB (https://core.telegram.org/bots/api#senddocument), phones less."""

MAX_TEMPLATE_BYTES = 10_000_000


class FileForm(StrEnum):
    """The forms of a report that are files; the value is also the ending of their names."""

    XLSX = "xlsx"
    DOCX = "docx"
    SVG = "svg"
    PNG = "png"


class FileTooLargeError(Exception):
    """A report became larger than a messenger takes."""


class UnusableTemplateError(DomainError):
    """A template cannot be opened, or is no document; the message names the kind of error and no words of it."""


class NoChartError(Exception):
    """A picture was asked for of a report without any chart: nothing was received yet."""


def file_name(unit_code: str, start: str, end: str, form: FileForm) -> str:
    """Return a name that every system takes, by the unit and the days."""
    return f"bao-cao_{unit_code}_{start}_{end}.{form.value}"


def template_of(folder: Path | None, unit_code: str, above: str | None = None) -> Path | None:
    """Return the template that a unit's documents follow: its own, that of the unit above, or one for all.

    None where there is none; then the form of Nghị định 30/2020/NĐ-CP is followed.
    """
    if folder is None:
        return None
    names = (unit_code, *((above,) if above else ()), "default")
    return next((path for name in names if (path := folder / f"{name}.docx").is_file()), None)


def made(contents: Contents, form: FileForm, template: Path | None = None) -> bytes:
    """Return a report as a file.

    Raises UnusableTemplateError, NoChartError, FileTooLargeError, and OSError where the template cannot be read.
    """
    # The libraries that write them take half a second to load, which a service need not wait for when it starts.
    match form:
        case FileForm.XLSX:
            from reports.workbook import as_workbook  # noqa: PLC0415

            content = as_workbook(contents)
        case FileForm.DOCX:
            from reports.document import as_document  # noqa: PLC0415

            content = as_document(contents, _read(template) if template is not None else None)
        case FileForm.SVG:
            content = draw_svg(_chart(contents)).encode()
        case FileForm.PNG:
            content = draw_png(_chart(contents))
    if len(content) > MAX_FILE_BYTES:
        raise FileTooLargeError(f"{len(content)} bytes")
    return content


@dataclass(frozen=True, slots=True)
class Made:
    """A report as a file, and what was wrong with its template.

    Attributes:
        content: The file.
        fault: The template that could not be used and the kind of error, without anything of what stands in it; empty
            where the template was followed, or there is none. The file then has the standard form.
    """

    content: bytes
    fault: str = ""


def made_of_plain(plain: JsonValue, form: str, folder: str | None, units: Sequence[str | None]) -> Made:
    """Return a report as a file, of contents that were packed; for a process of its own, see `made`.

    Who waits in a chat for the report can do nothing about a template that cannot be used, so the report comes in the
    standard form then, and says so.

    Args:
        plain: What `reports.contents.packed` returned.
        form: One of `FileForm`.
        folder: Where the templates are.
        units: The report's unit, and the one above.
    """
    contents = unpacked(plain)
    if FileForm(form) is not FileForm.DOCX:
        return Made(made(contents, FileForm(form)))
    name = "templates"
    try:
        template = template_of(Path(folder) if folder else None, str(units[0]), units[1])
        name = template.name if template else name
        return Made(made(contents, FileForm.DOCX, template))
    except (UnusableTemplateError, OSError) as error:
        cause = str(error) if isinstance(error, UnusableTemplateError) else type(error).__name__
        return Made(made(contents, FileForm.DOCX), f"{name}: {cause}")


def _chart(contents: Contents) -> dict[str, object]:
    if contents.chart is None:
        raise NoChartError
    return contents.chart


def _read(template: Path) -> bytes:
    if template.stat().st_size > MAX_TEMPLATE_BYTES:
        raise UnusableTemplateError("TooLarge")
    return template.read_bytes()
