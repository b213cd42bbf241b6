"""The disk of `tests/torture/platter.py` as a file system: what the kernel asks and is answered."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import PurePosixPath
from random import Random
from typing import Any

import mfusepy as fuse  # type: ignore[import-untyped]

from tests.torture.platter import Change, File, Folder, Node, Platter

BLOCK = 4096
SIZE = 1 << 34


class FileSystem(fuse.Operations):  # type: ignore[misc]
    """What the kernel asks, answered from the platter."""

    use_ns = True

    def __init__(self, platter: Platter) -> None:
        self.platter = platter
        self.mounted = threading.Event()
        self.guard = threading.RLock()
        self.power = True
        self.lying = False
        self.protected = False
        self.room: int | None = None
        self.operations = 0
        self.cut_at: tuple[int, int] | None = None
        self._handles: dict[int, File] = {}
        self._numbers = count(1)

    # Power

    def cut(self, seed: int) -> None:
        """Lose what was not synced; nothing works from now on."""
        with self.guard:
            self.power = False
            self.cut_at = None
            self.platter.cut(Random(seed))

    def power_on(self) -> None:
        """Work again, with what survived."""
        with self.guard:
            self.power = True
            self._handles.clear()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self.guard:
            self.operations += 1
            if self.power and self.cut_at is not None and self.operations >= self.cut_at[0]:
                self.cut(self.cut_at[1])
            self._check_power()
            self._check_protection(os.O_RDWR)
            yield

    def _check_power(self) -> None:
        if not self.power:
            raise fuse.FuseOSError(errno.EIO)

    def _check_protection(self, flags: int) -> None:
        if self.protected and flags & os.O_ACCMODE != os.O_RDONLY:
            raise fuse.FuseOSError(errno.EROFS)

    def _check_room(self, more: int) -> None:
        if self.room is not None and more > 0 and self.platter.used + more > self.room:
            raise fuse.FuseOSError(errno.ENOSPC)

    # Finding

    def _node(self, path: str, fh: int | None = None) -> Node:
        self._check_power()
        if fh is not None and fh in self._handles:
            return self._handles[fh]
        node: Node = self.platter.root
        for name in PurePosixPath(path).parts[1:]:
            if not isinstance(node, Folder):
                raise fuse.FuseOSError(errno.ENOTDIR)
            if name not in node.names:
                raise fuse.FuseOSError(errno.ENOENT)
            node = node.names[name]
        return node

    def _place(self, path: str) -> tuple[Folder, str]:
        where = PurePosixPath(path)
        folder = self._node(str(where.parent))
        assert isinstance(folder, Folder)
        return folder, where.name

    def _file(self, path: str, fh: int | None) -> File:
        node = self._node(path, fh)
        if not isinstance(node, File):
            raise fuse.FuseOSError(errno.EISDIR)
        return node

    def _handle(self, file: File) -> int:
        number = next(self._numbers)
        self._handles[number] = file
        return number

    # What the kernel asks

    def init(self, path: str) -> None:
        self.mounted.set()

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        with self.guard:
            node = self._node(path, fh)
            size = len(node.content) if isinstance(node, File) else 0
            times = dict.fromkeys(("st_atime", "st_mtime", "st_ctime"), node.modified_ns)
            return {
                "st_mode": node.mode,
                "st_nlink": node.links if isinstance(node, File) else 2,
                "st_size": size,
                "st_blocks": -(-size // 512),
                "st_uid": node.uid,
                "st_gid": node.gid,
                **times,
            }

    def readdir(self, path: str, fh: int) -> list[str]:
        with self.guard:
            node = self._node(path)
            assert isinstance(node, Folder)
            return [".", "..", *node.names]

    def statfs(self, path: str) -> dict[str, int]:
        with self.guard:
            size = SIZE if self.room is None else self.room
            free = max(0, size - self.platter.used) // BLOCK
            blocks = {"f_bsize": BLOCK, "f_frsize": BLOCK, "f_blocks": size // BLOCK}
            return {**blocks, "f_bfree": free, "f_bavail": free, "f_namemax": 255}

    def open(self, path: str, flags: int) -> int:
        with self.guard:
            self._check_protection(flags)
            return self._handle(self._file(path, None))

    def release(self, path: str, fh: int) -> int:
        with self.guard:
            self._handles.pop(fh, None)
        return 0

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        with self.guard:
            return bytes(self._file(path, fh).content[offset : offset + size])

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        with self._changing():
            self._check_room(1)
            return self._handle(self._made(path, File(stat.S_IFREG | mode & 0o7777)))

    def mkdir(self, path: str, mode: int) -> int:
        with self._changing():
            self._made(path, Folder(stat.S_IFDIR | mode & 0o7777))
            return 0

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        with self._changing():
            file = self._file(path, fh)
            self._check_room(offset + len(data) - len(file.content))
            self.platter.write(file, bytes(data), offset)
            file.modified_ns = time.time_ns()
            return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        with self._changing():
            file = self._file(path, fh)
            self._check_room(length - len(file.content))
            self.platter.resize(file, length)
            file.modified_ns = time.time_ns()
            return 0

    def link(self, target: str, source: str) -> int:
        with self._changing():
            (folder, name), file = self._place(target), self._file(source, None)
            if name in folder.names:
                raise fuse.FuseOSError(errno.EEXIST)
            file.links += 1
            self.platter.rename(Change(folder, name, file))
            return 0

    def unlink(self, path: str) -> int:
        with self._changing():
            folder, name = self._place(path)
            gone = folder.names[name]
            self.platter.rename(Change(folder, name, None))
            if isinstance(gone, File):
                self.platter.forget(gone)
            return 0

    def rmdir(self, path: str) -> int:
        with self._changing():
            folder, name = self._place(path)
            gone = folder.names[name]
            if isinstance(gone, Folder) and gone.names:
                raise fuse.FuseOSError(errno.ENOTEMPTY)
            self.platter.rename(Change(folder, name, None))
            return 0

    def rename(self, old: str, new: str) -> int:
        with self._changing():
            (from_, old_name), (to, new_name) = self._place(old), self._place(new)
            node, replaced = from_.names[old_name], to.names.get(new_name)
            self.platter.rename(Change(from_, old_name, None), Change(to, new_name, node))
            if isinstance(replaced, File):
                self.platter.forget(replaced)
            return 0

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        with self._changing():
            if not self.lying:
                self.platter.sync(self._file(path, fh))
            return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        with self._changing():
            if not self.lying:
                self.platter.sync(self._node(path))
            return 0

    def chmod(self, path: str, mode: int) -> int:
        with self.guard:
            node = self._node(path)
            node.mode = stat.S_IFMT(node.mode) | mode & 0o7777
            return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        with self.guard:
            node = self._node(path)
            node.uid = node.uid if uid < 0 else uid
            node.gid = node.gid if gid < 0 else gid
            return 0

    def utimens(self, path: str, times: tuple[int, int] | None = None) -> int:
        with self.guard:
            self._node(path).modified_ns = times[1] if times else time.time_ns()
            return 0

    def _made(self, path: str, node: Any) -> Any:
        folder, name = self._place(path)
        node.uid, node.gid, _ = fuse.fuse_get_context()
        node.modified_ns = time.time_ns()
        self.platter.rename(Change(folder, name, node))
        return node
