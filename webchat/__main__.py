"""`python -m webchat`: the messenger by itself."""

import argparse
import sys
from pathlib import Path

from aiohttp import web

from webchat import settings
from webchat.server import create_app


def main() -> int:
    """Serve until interrupted; return 0, or 2 where the settings are wrong."""
    wishes = _parser().parse_args()
    host, _, port = str(wishes.listen).rpartition(":")
    try:
        app = create_app(settings.read(wishes.config, data=wishes.data))
        number = int(port)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    web.run_app(app, host=host or "127.0.0.1", port=number, access_log=None)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webchat", description="A messenger in the browser.")
    parser.add_argument("--listen", default="127.0.0.1:8081", help="host:port to listen on")
    parser.add_argument("--data", type=Path, required=True, help="folder that the messenger writes to")
    parser.add_argument("--config", type=Path, required=True, help="JSON file with bots, people and places")
    return parser


if __name__ == "__main__":
    sys.exit(main())
