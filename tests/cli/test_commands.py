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
    "import signal, sys, types; signal.signal(signal.SIGINT, signal.default_int_handler);"  # a shell may have barred it
    "sys.path.insert(0, sys.argv.pop(1)); from conftest import stub_read;"
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
    failure, summary = err.splitlines()
    assert failure.startswith("musnad: b.jsonl:2: not JSON")
    assert summary == "musnad: 3 documents, 4 statements; 1 failed: not-json 1"


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
    assert [line.split(": ")[1] for line in err.splitlines()[:-1]] == ["c.txt", "missing.txt"]
    assert err.splitlines()[-1] == "musnad: 1 document, 2 statements; 2 failed: fault 1, file 1"


def test_explain_shows_rule_and_lexicon(news, capsys):
    assert main(["explain", "a.txt", "--statement", "2"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("a.txt\nstatement 2 of 2\n")
    assert "content, [35, 52)\n    الماء يكفي الجميع\n" in out
    for part in ("rule colon", "A name, a colon", "lexicon verbs_state/qala", "قال"):
        assert part in out


def test_explain_says_of_a_cue_that_is_no_word_that_it_has_no_entry(news, monkeypatch, capsys):
    monkeypatch.setattr("musnad.cli.explain._NO_WORD", "verbs_state/")
    assert main(["explain", "a.txt", "--statement", "1"]) == 0
    assert "  lexicon: no entry, the construction itself attributes\n" in capsys.readouterr().out


def test_explain_chooses_a_document(news, capsys):
    assert main(["explain", "b.jsonl", "--statement", "1", "--document", "x"]) == 0
    assert main(["explain", "b.jsonl", "--statement", "1", "--document", "b.jsonl:1"]) == 0
    capsys.readouterr()
    for more in ([], ["--document", "y"]):
        with pytest.raises(SystemExit) as end:
            main(["explain", "b.jsonl", "--statement", "1", *more])
        assert end.value.code == 2
        assert "document" in capsys.readouterr().err.splitlines()[-1]


def marked(words):
    """A span as a gold file has it."""
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


@pytest.fixture
def gold(news):
    """A gold file with one of the two statements that the stub reads: F1 is 2/3."""
    who = marked("الوالي")
    statement = {
        "id": "t1", "cue": marked(":"), "source": who, "content": [marked("سنفتح السد غدا")], "speaker": "S1",
        "type": "direct", "act": "state",
    }  # fmt: skip
    speaker = {"id": "S1", "name": who, "mentions": [who]}
    row = {"id": "x", "text": TEXT, "speakers": [speaker], "statements": [statement]}
    (news / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (news / "evals").mkdir()
    return news / "gold.jsonl"


@pytest.mark.parametrize(("figures", "status", "said"), [
    ({"detected": 0.66, "act_accuracy": 1.0}, 0, ""),
    ({"detected": 0.67}, 1, "detected is 0.6667, below its floor 0.670"),
    ({"charm": 1.0}, 1, "'charm'"),
])  # fmt: skip
def test_evaluate_holds_to_floors(figures, status, said, gold, capsys):
    floors = {name: {"floor": floor, "reason": "for the test"} for name, floor in figures.items()}
    Path("evals/floors.json").write_text(json.dumps({"small": {"gold": "gold.jsonl", "floors": floors}}))
    assert main(["evaluate", "gold.jsonl", "--floors", "evals/floors.json"]) == status
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == status


def test_evaluate_prints_figures_and_survives_bad_texts(gold, capsys):
    assert main(["evaluate", "gold.jsonl"]) == 0
    assert "1 documents, 1 gold statements, 2 read" in capsys.readouterr().out
    with gold.open("a") as stream:
        stream.write("\n" + json.dumps({"id": "y", "text": "boom", "statements": []}))
    assert main(["evaluate", "gold.jsonl"]) == 1
    out, err = capsys.readouterr()
    assert "not read: y" in out and err.startswith("musnad: gold.jsonl: document y: the reader failed")
    assert main(["evaluate", "none.jsonl"]) == 1
    assert main(["evaluate", "gold.jsonl", "--floors", "none.json"]) == 1
    assert capsys.readouterr().err.count("\n") == 2


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
    process.stdin.write(b'{"text": "x"}\n' * 100)  # output for more than Python's buffer, less than the pipe's
    process.stdin.flush()
    process.stdout.read(1)
    process.send_signal(2)
    _, err = process.communicate(timeout=20)
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
