"""A system call filter for submissions: what could outlive them, reach others or open the kernel wider is refused."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

# Numbers of the system calls: (x86_64, aarch64); None where the call does not exist.
REFUSED = {
    # would outlive the submission, as no process holds it
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
    # memory that no limit counts
    "memfd_create": (319, 279), "memfd_secret": (447, 447),
    # looks into or changes other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "migrate_pages": (256, 238), "move_pages": (279, 239),
    # makes namespaces and mounts
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    # parts of the kernel that a numerical exercise has no business with
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "fanotify_init": (300, 262), "syslog": (103, 116),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "acct": (163, 89), "quotactl": (179, 60), "personality": (135, 92), "modify_ldt": (154, None),
    "iopl": (172, None), "ioperm": (173, None), "vhangup": (153, 58), "lookup_dcookie": (212, 18),
}  # fmt: skip
# With another process as their object these would disturb the warm process, from which later submissions
# come.
ONLY_SELF = {
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
}  # fmt: skip
SETPRIORITY, IOPRIO_SET = (141, 140), (251, 30)
SOCKET, SOCKETPAIR, CLONE, CLONE3 = (41, 198), (53, 199), (56, 220), (435, 435)
# clone flags that make namespaces: NEWTIME is told apart by clone3 only
NEW_NAMESPACE = 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000 | 0x00020000
FAMILIES = (1, 2, 10)  # unix, and the internet's (there is no network but the namespace's own loopback)

_AUDIT = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


def program() -> bytes | None:
    """Return the filter for this machine as BPF instructions, or None if its processor is not known here."""
    if platform.machine() not in _AUDIT or struct.calcsize("P") != 8:
        return None
    column, arch = _AUDIT[platform.machine()]
    refuse, absent, allow = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS, _ALLOW
    code = [_op(_LOAD, _ARCH), _op(_EQUAL, arch, 1, 0), _op(_RETURN, _KILL), _op(_LOAD, _NUMBER)]
    if column == 0:  # the x32 interface has the same architecture and other numbers
        code += [_op(_AT_LEAST, 0x40000000, 0, 1), _op(_RETURN, refuse)]
    for numbers in REFUSED.values():
        if numbers[column] is not None:
            code += [_op(_EQUAL, numbers[column], 0, 1), _op(_RETURN, refuse)]
    # glibc falls back to clone, whose flags can be seen
    code += [_op(_EQUAL, CLONE3[column], 0, 1), _op(_RETURN, absent)]
    code += _case(CLONE[column], [_argument(0), _op(_ANY_BIT, NEW_NAMESPACE, 0, 1), _op(_RETURN, refuse)])
    for numbers in ONLY_SELF.values():
        code += _case(numbers[column], [_argument(0), _op(_EQUAL, 0, 1, 0), _op(_RETURN, refuse)])
    for numbers, which in ((SETPRIORITY, 0), (IOPRIO_SET, 1)):
        only_self = [_argument(0), _op(_EQUAL, which, 0, 2), _argument(1), _op(_EQUAL, 0, 1, 0), _op(_RETURN, refuse)]
        code += _case(numbers[column], only_self)
    for numbers in (SOCKET, SOCKETPAIR):
        known = [_op(_EQUAL, family, len(FAMILIES) - i, 0) for i, family in enumerate(FAMILIES)]
        code += _case(numbers[column], [_argument(0), *known, _op(_RETURN, refuse)])
    return b"".join([*code, _op(_RETURN, allow)])


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _argument(index: int) -> bytes:
    """The low half of an argument: what the kernel takes for a pid, a family or (of clone) the flags in question."""
    return _op(_LOAD, _ARGUMENTS + 8 * index)


def _case(number: int, body: list[bytes]) -> list[bytes]:
    """A test that is skipped for other calls, and ends in `allow`."""
    return [_op(_EQUAL, number, 0, len(body) + 1), *body, _op(_RETURN, _ALLOW)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def install() -> bool:
    """Filter this process and all that come from it, for good; return whether the processor is known here.

    Raises
    ------
    OSError : the kernel refused the filter
    """
    code = program()
    if code is None:
        return False
    instructions = ctypes.create_string_buffer(code, len(code))
    filter_ = _Program(len(code) // 8, ctypes.cast(instructions, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(filter_), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the kernel refused the system call filter")
    return True
