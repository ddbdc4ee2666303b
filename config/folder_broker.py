"""The demo's broker: kombu's folder of messages, each there as a whole or not at all (decision 0003)."""

import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """kombu opens a file under its final name and then writes: a worker that looks in between dies of it."""

    def _put(self, queue: str, payload: Any, **_kwargs: Any) -> None:  # type: ignore[override]  # kombu's bases differ
        """Write aside, then rename: the reader takes files by their ending, in the order of their names."""
        place = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid4().hex}.{queue}.msg"
        unfinished = place.with_suffix(".unfinished")
        unfinished.write_text(dumps(payload), encoding="utf-8")
        unfinished.replace(place)


class Transport(filesystem.Transport):
    """What `folder://` means in this house."""

    Channel = Channel


def use_folder_broker() -> None:
    """Teach kombu the scheme `folder://`."""
    TRANSPORT_ALIASES["folder"] = f"{__name__}:Transport"
