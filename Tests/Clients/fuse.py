# Part of Zavesa.
# SPDX-License-Identifier: Apache-2.0
"""An empty FUSE file system: the nearest to a disk of another machine that one machine has."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pathlib
import stat
import struct
import threading

# linux/fuse.h
GETATTR, STATFS, INIT, OPENDIR, READDIR, RELEASEDIR, ACCESS = 3, 17, 26, 27, 28, 29, 34
SILENT = (2, 42)  # FORGET and BATCH_FORGET have no answer
LIBC = ctypes.CDLL(None, use_errno=True)


def answer(code: int) -> bytes | int:
    """What a folder without anything in it says, or an error number."""
    if code == INIT:
        return struct.pack("<IIIIHHIIHHI7I", 7, 31, 0, 0, 0, 0, 4096, 1, 0, 0, 0, *(0,) * 7)
    if code == GETATTR:
        attributes = struct.pack("<QQQQQQIIIIIIIIII", 1, 0, 0, 0, 0, 0, 0, 0, 0, stat.S_IFDIR | 0o700, 2, 0, 0, 0, 4096, 0)
        return struct.pack("<QII", 0, 0, 0) + attributes
    if code == STATFS:
        return struct.pack("<QQQQQIIII6I", 0, 0, 0, 0, 0, 4096, 255, 4096, 0, *(0,) * 6)
    if code == OPENDIR:
        return bytes(16)
    return b"" if code in (READDIR, RELEASEDIR, ACCESS) else 2


def serve(device: int) -> None:
    while True:
        try:
            request = os.read(device, 1 << 17)
        except OSError:
            return
        code, unique = struct.unpack_from("<4xIQ", request)
        if code in SILENT:
            continue
        said = answer(code)
        body, error = (b"", -said) if isinstance(said, int) else (said, 0)
        with contextlib.suppress(OSError):
            os.write(device, struct.pack("<IiQ", 16 + len(body), error, unique) + body)


def mount(folder: pathlib.Path) -> int:
    """Mounts it on a folder and returns its device; OSError where this machine does not let us."""
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}".encode()
    if LIBC.mount(b"zavesa-test", os.fsencode(folder), b"fuse.test", 0, options):
        os.close(device)
        raise OSError(ctypes.get_errno(), "mount")
    return device


@contextlib.contextmanager
def served(device: int, folder: pathlib.Path):
    """Answers for it as long as the block runs, and takes it away."""
    threading.Thread(target=serve, args=(device,), daemon=True).start()
    try:
        yield
    finally:
        LIBC.umount2(os.fsencode(folder), 2)
        os.close(device)
