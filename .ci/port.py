"""port.py PORT: fail with one sentence where no server can listen on 127.0.0.1:PORT."""

import socket
import sys


def fault(text: str) -> str | None:
    """Say what is wrong with the port, None where it is free."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        return f"PORT is {text!r}: it must be a whole number from 1 to 65535."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Port {text} is reserved for root: choose another, as in make run PORT=8000."
        except OSError:
            return f"Port {text} is in use: choose another, as in make run PORT={other(int(text))}."
    return None


def other(port: int) -> int:
    """Suggest a port near the one that is taken."""
    return port + 1 if port < 65535 else 8000


if __name__ == "__main__":
    sys.exit(fault(sys.argv[1]))
