"""Refuse every connection and every name lookup that would leave this machine.

Python imports this file at start when its folder stands on PYTHONPATH. Kernels talk to
their parent over 127.0.0.1, so the loopback stays open.
"""

import importlib.machinery
import importlib.util
import ipaddress
import os
import socket
import sys

MESSAGE = "network is off for lessons"
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
REVERSE = {"socket.getnameinfo"}
OWN_NAMES = {"", "localhost", socket.gethostname().lower()}


def stays_here(host):
    """Whether a host name or address means this machine."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)
    name = name.lower().partition("%")[0]
    if name in OWN_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def refuse(event, arguments):
    """Audit hook: Python calls it before it touches a socket, whoever asked."""
    if event in SENDING:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) and address else None
    elif event in LOOKUPS:
        host = arguments[0]
    elif event in REVERSE:
        host = arguments[0][0]
    else:
        return
    if not stays_here(host):
        raise OSError(MESSAGE)


def load_next():
    """Run the sitecustomize this one stands in front of, if there is one."""
    here = os.path.dirname(os.path.abspath(__file__))
    others = [path for path in sys.path if os.path.abspath(path or ".") != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


sys.addaudithook(refuse)
load_next()
