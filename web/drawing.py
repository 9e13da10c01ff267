"""Charts for pages, drawn in a process of their own."""

import asyncio
import logging
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

from reports.charts import Spec, draw_svg, drawing_process

logger = logging.getLogger(__name__)


class Drawing:
    """Draws one chart after the other; the process begins with the first one."""

    def __init__(self) -> None:
        """Begin nothing yet."""
        self._process: ProcessPoolExecutor | None = None

    async def svg(self, spec: Spec) -> str | None:
        """Return a chart as SVG, None where it cannot be drawn now: the table under it says the same."""
        if self._process is None:
            self._process = drawing_process()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._process, draw_svg, spec)
        except BrokenExecutor as error:
            logger.warning("a chart could not be drawn: %s", type(error).__name__)
            self.close()
            return None

    def close(self) -> None:
        """End the process, if it was begun."""
        if self._process is not None:
            self._process.shutdown(wait=False, cancel_futures=True)
            self._process = None
