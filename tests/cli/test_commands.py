"""Commands from the outside: what they print, what they say of bad input, how they end."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from musnad import Document
from musnad.cli import main

HERE = Path(__file__).parent
TEXT = "الوالي: سنفتح السد غدا\nوزيرة الري: الماء يكفي الجميع\n"
STUBBED = (
    "import sys, types; sys.path.insert(0, sys.argv.pop(1)); from conftest import stub_read;"
    "m = types.ModuleType('m'); m.read = stub_read; sys.modules['musnad.reading.reader'] = m;"
    "from musnad.cli import main; sys.exit(main())"
)


@pytest.fixture
def news(tmp_path, stub, monkeypatch):
    """A folder with a text, two good lines and a bad one, as the working directory."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = [json.dumps({"id": "x", "text": TEXT, "outlet": "صدى الضفة"}), "{oops", json.dumps({"text": "لا شيء"})]
    (tmp_path / "b.jsonl").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spawn(*arguments, **options):
    """Start musnad with the stub as its reader, in a process of its own."""
    command = [sys.executable, "-c", STUBBED, str(HERE), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_read_prints_in_the_order_of_the_input(news, capsys):
    assert main(["read", "b.jsonl", "a.txt", "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [Document.from_json(line).id for line in out.splitlines()] == ["x", "d0", "d0"]
    assert err.count("\n") == 1 and err.startswith("musnad: b.jsonl:2: not JSON")


def test_read_table_and_markdown(news, capsys):
    assert main(["read", "a.txt"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("a.txt\n2 statements\n") and "\x1b" not in out
    assert "    سنفتح السد غدا\n" in out
    assert main(["read", "a.txt", "--format", "markdown"]) == 0
    assert "> سنفتح السد غدا\n" in capsys.readouterr().out


@pytest.mark.parametrize(("kind", "count"), [("text", 1), ("jsonl", 2)])
def test_read_stdin(kind, count, news, capsys, monkeypatch):
    lines = json.dumps({"text": "أ: ب"}) + "\n" + json.dumps({"text": "ج: د"})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(["read", "-", "--stdin", kind, "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == count


def test_a_fault_in_the_reader_does_not_end_the_run(news, capsys):
    (news / "c.txt").write_text("boom")
    assert main(["read", "c.txt", "missing.txt", "a.txt"]) == 1
    out, err = capsys.readouterr()
    assert "الوالي" in out
    assert [line.split(": ")[1] for line in err.splitlines()] == ["c.txt", "missing.txt"]


def test_explain_shows_rule_and_lexicon(news, capsys):
    assert main(["explain", "a.txt", "--statement", "2"]) == 0
    out = capsys.readouterr().out
    for part in ("content, [35, 52)\n    الماء يكفي الجميع", "rule colon", "A name, a colon", "lexicon verbs_state/qala", "قال"):
        assert part in out


def test_explain_chooses_a_document(news, capsys):
    assert main(["explain", "b.jsonl", "--statement", "1", "--document", "x"]) == 0
    assert main(["explain", "b.jsonl", "--statement", "1", "--document", "b.jsonl:1"]) == 0
    capsys.readouterr()
    for more in ([], ["--document", "y"]):
        with pytest.raises(SystemExit) as end:
            main(["explain", "b.jsonl", "--statement", "1", *more])
        assert end.value.code == 2
        assert "document" in capsys.readouterr().err.splitlines()[-1]


def test_evaluate_holds_to_floors(news, capsys):
    (news / "gold.jsonl").write_text(json.dumps({"id": "x", "text": TEXT}), encoding="utf-8")
    assert main(["evaluate", "gold.jsonl"]) == 0
    assert capsys.readouterr().out == "detected 0.5 in 1\n"
    floors = news / "floors.json"
    for table, status, said in [
        ({"gold.jsonl": {"detected": 0.5, "act_accuracy": 0.9, "why": "first figures"}}, 0, ""),
        ({"gold.jsonl": {"detected": 0.51}}, 1, "detected 0.5000 is below its floor 0.5100"),
        ({"gold.jsonl": {"charm": 1}}, 1, "no figure 'charm'"),
        ({"other.jsonl": {}}, 1, "no floors for gold.jsonl"),
    ]:
        floors.write_text(json.dumps(table))
        assert main(["evaluate", "gold.jsonl", "--floors", "floors.json"]) == status
        assert said in capsys.readouterr().err
    assert main(["evaluate", "none.jsonl"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [
    [], ["sing"], ["read"], ["read", "a.txt", "--format", "pdf"], ["read", "a.txt", "--speed"], ["explain", "a.txt"],
    ["explain", "a.txt", "--statement", "0"], ["explain", "a.txt", "--statement", "3"], ["evaluate"],
])  # fmt: skip
def test_wrong_usage_is_one_line_and_status_2(arguments, news, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("musnad: ") and err.count("\n") == 1


def test_errors_obey_no_terminal_codes(news, capsys):
    assert main(["read", "\x1b[2J.txt"]) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_closed_pipe_ends_quietly(tmp_path):
    rows = (json.dumps({"text": TEXT}) + "\n") * 20_000
    (tmp_path / "many.jsonl").write_text(rows)
    process = spawn("read", str(tmp_path / "many.jsonl"))
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(20) == 141


def test_an_interrupt_ends_quietly():
    process = spawn("read", "-", "--stdin", "jsonl", "--format", "jsonl", stdin=subprocess.PIPE)
    process.stdin.write(b'{"text": "x"}\n' * 10_000)  # more than the buffers hold: output means that it reads
    process.stdin.flush()
    process.stdout.read(1)
    process.send_signal(2)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")


def test_output_is_utf8_whatever_the_locale(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    out, err = spawn("read", str(tmp_path / "a.txt"), env=environment).communicate(timeout=20)
    assert "السد" in out.decode() and err == b""


def test_starting_is_quick_and_lazy():
    code = "import sys, musnad, musnad.cli; musnad.cli.build_parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"msgspec", "yaml", "musnad.document", "musnad.inputs", "musnad.display"} & set(loaded)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "musnad.cli", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.4
