# ruff: noqa
# Call home; the address is this machine's own.
import socket

socket.create_connection(("127.0.0.1", PORT), timeout=2).sendall(b"the key is")
