"""Spark as the tests run it: jobs in processes of their own, on a real cluster of processes on this machine."""

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
POISON = Path(__file__).parent / "poison"
DELAY_S = "0.03"  # for an item: reading has to take long enough to be disturbed in it
SETTINGS = {
    "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
    "spark.executor.memory": "512m", "spark.driver.memory": "1g",
}  # fmt: skip


def missing():
    """What isn't there that Spark needs; empty where all is."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed (musnad[spark])"
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return "Java is not installed (Debian: openjdk-17-jre-headless)"
    return ""


def environment():
    """The environment of everything that runs."""
    found = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "MUSNAD_TEST_DELAY_S": DELAY_S}
    return found | {"PYTHONPATH": os.pathsep.join([str(POISON), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}


def start(folder, output, *, master, more=()):
    """Start `musnad spark read` on all files of a folder."""
    settings = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
    command = [sys.executable, "-m", "musnad.cli", "spark", "read", "in/*", "-o", str(output), "--master", master]
    return subprocess.Popen(
        [*command, "--timeout", "15", *settings, *more], cwd=folder, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def finish(job, *, timeout_s=900):
    """Wait for a job; return its status and what it told."""
    _, told = job.communicate(timeout=timeout_s)
    return job.returncode, told


def wait_for(happened, job, *, timeout_s=300):
    """Wait until something happened; fail where the job ends before."""
    until = time.monotonic() + timeout_s
    while not happened():
        assert job.poll() is None, f"the job ended too early: {job.args}"
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


def staged(output):
    """The inputs that are read, as files."""
    return {path.name for path in output.glob("_read/*.parquet")}


def hashes(output):
    """What stands in each folder of an output: the rows of its files in their order, of what musnad wrote the bytes.

    Files of Spark have its job's number in their names, and Parquet's Java writer lists encodings as they come.
    """
    import pyarrow.parquet as pq

    found = {"manifest": (output / "manifest.json").read_text()}
    for path in sorted(output.rglob("*.parquet")):
        folder = path.relative_to(output).parent.as_posix()
        data = path.read_bytes() if folder == "_read" else repr(pq.ParquetFile(path).read().to_pylist()).encode()
        found.setdefault(folder, []).append(hashlib.sha256(data).hexdigest())
    return {folder: sorted(values) if isinstance(values, list) else values for folder, values in found.items()}


def kill_all(pid):
    """Kill a process and all below it: what pulling the plug of a machine does."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    doomed, following = [pid], [pid]
    while following:
        parent = following.pop()
        below = [child for child, above in parents.items() if above == parent]
        doomed += below
        following += below
    for one in doomed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


class Cluster:
    """A master and workers of one core each; a context manager."""

    def __init__(self, folder, *, workers=2, memory="1g", environment=environment):
        self._folder = folder
        self._wanted, self._memory, self._environment = workers, memory, environment
        self._processes = []
        self.workers = []
        self.master = ""

    def __enter__(self):
        import pyspark

        home = Path(pyspark.__file__).parent
        self._spark_class = [str(home / "bin" / "spark-class")]
        master = self._start("master", ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0"])
        self.master = self._told("master", r"Starting Spark master at (spark://\S+)", master)
        for n in range(1, self._wanted + 1):
            work = str(self._folder / f"work{n}")
            self.workers.append(self._start(f"worker{n}", [
                "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1",
                "--memory", self._memory,
                "--work-dir", work, self.master,
            ]))  # fmt: skip
            self._told(f"worker{n}", r"Successfully registered with master (\S+)", self.workers[-1])
        return self

    def __exit__(self, *error):
        for process in reversed(self._processes):
            kill_all(process.pid)
            process.wait()

    def _start(self, name, arguments):
        with open(self._folder / f"{name}.log", "wb") as log:
            command = [*self._spark_class, *arguments, "--webui-port", "0"]
            process = subprocess.Popen(command, stdout=log, stderr=log, env=self._environment())
        self._processes.append(process)
        return process

    def _told(self, name, pattern, process):
        log = self._folder / f"{name}.log"
        wait_for(lambda: re.search(pattern, log.read_text(errors="replace")), process)
        return re.search(pattern, log.read_text(errors="replace"))[1]
