# ruff: noqa
# Speak the kernel's own protocol wrongly, from inside the kernel.
from IPython import get_ipython

kernel = get_ipython().kernel
for frames in ([b"<IDS|MSG>"], [b"x"] * 9, [b"stream", b"<IDS|MSG>", b"", b"{", b"{", b"{", b"{"]):
    kernel.iopub_socket.send_multipart(frames)
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": ["idle"]})
kernel.session.send(kernel.iopub_socket, "stream", {"name": 3, "text": {"a": 1}},
                    parent=kernel.get_parent())  # fmt: skip
kernel.session.send(kernel.iopub_socket, "display_data", "none", parent=kernel.get_parent())
