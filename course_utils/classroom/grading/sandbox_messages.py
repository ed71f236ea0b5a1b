"""What a kernel sends, looked at with care: the student's process may send anything."""

from __future__ import annotations

import json
from typing import Any

from nbformat.v4 import output_from_msg

from course_utils.classroom.grading import sandbox_events as events

SHOWN = {"stream", "display_data", "execute_result", "error"}


def checked(message: dict) -> dict:
    """The message, if it has the shape of one and its output is fit to be kept."""
    message["parent_header"].get("msg_id")
    if not isinstance(message["content"], dict):
        raise TypeError("A message without content.")
    if message["header"]["msg_type"] in SHOWN:
        output_from_msg(message)  # refuses what may not stand in a notebook
    return message


def size(message: dict) -> int:
    """Bytes that a message would add to the notebook, about."""
    kind, content = message["header"]["msg_type"], message["content"]
    if kind == "stream":
        return len(content["text"])
    return len(json.dumps(content)) if kind in SHOWN else 0


def is_idle(message: dict) -> bool:
    status = message["header"]["msg_type"] == "status"
    return status and message["content"].get("execution_state") == "idle"


def keep(cell: Any, message: dict) -> list[events.Event]:
    """Put one message into the cell's outputs; returns what it says of the run."""
    kind = message["header"]["msg_type"]
    if kind == "clear_output":
        cell.outputs = []
    if kind not in SHOWN:
        return []
    output = output_from_msg(message)
    last = cell.outputs[-1] if cell.outputs else {}
    if kind == "stream" and last.get("name") == output.name:
        last["text"] += output.text
    else:
        cell.outputs.append(output)
    found = kind == "error" and events.from_error(cell.get("id", ""), output.ename, output.evalue)
    return [found] if found else []
