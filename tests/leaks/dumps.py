"""What a process has in its memory, which is what a core dump of it would hold; and whether the
system would write one."""
import os
import resource
import signal
import time

CHUNK = 8 << 20
OVERLAP = 256
SHADOW = 1 << 40


def memory_of(process):
    """All readable memory, piece by piece, each with whether it is the text of a program."""
    with open(f"/proc/{process}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            fields = line.split()
            if not fields[1].startswith("r") or fields[-1] in ("[vvar]", "[vsyscall]"):
                continue
            start, end = (int(each, 16) for each in fields[0].split("-"))
            if end - start > SHADOW:
                continue  # AddressSanitizer's notes about memory, not what is in it
            program = fields[1][1] != "w" and len(fields) > 5
            while start < end:
                try:
                    memory.seek(start)
                    data = memory.read(min(CHUNK, end - start))
                except OSError:
                    break  # guard pages
                if not data:
                    break
                yield data, program
                start += len(data) - (OVERLAP if start + len(data) < end else 0)


def core_limit_of(process):
    """Most bytes of a core dump, as the process set it: soft and hard."""
    with open(f"/proc/{process}/limits", encoding="utf-8") as limits:
        line = next(line for line in limits if line.startswith("Max core file size"))
    return line.split()[4:6]


def _end_of(child):
    """Whether a child that is about to fail left a core dump."""
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), status
    return os.WCOREDUMP(status)


def dumps_when_allowed(folder):
    """Does this machine write a core dump of a process that does not forbid it?"""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
        except (ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        signal.signal(signal.SIGABRT, signal.SIG_DFL)
        os.abort()
    return _end_of(child)


def dumps(command, ready, folder):
    """Starts a program where core dumps are allowed, makes it fail once `ready` is there."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
        except (ValueError, OSError):
            pass
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        os.execv(command[0], [str(word) for word in command])
    for _ in range(600):
        if ready.exists():
            break
        time.sleep(0.05)
    assert ready.exists(), "the program did not start"
    os.kill(child, signal.SIGABRT)
    return _end_of(child)
