"""musnad labels: the table, JSON, the chart."""

import json

import pytest

import musnad
from musnad.cli import main


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "news.db"
    with musnad.open(path, create=True) as archive:
        archive.add(musnad.read("دخل المسلحون البلدة صباحا.", outlet="النهر", published={"at": "2031-05-04"}))
        text = "قال الوزير سعد المرزوق إن «الإرهابيين» دخلوا القرية."
        archive.add(musnad.read(text, outlet="الساحل", published={"at": "2031-06-04"}))
    return str(path)


def run(capsys, *arguments):
    status = main(["labels", *arguments])
    return status, capsys.readouterr()


def test_table(archive, capsys):
    status, out = run(capsys, "armed_group", "--by", "outlet", "--archive", archive)
    assert status == 0
    assert out.out.startswith("armed_group\n2 labels in 2 documents\n\noutlet\n  الساحل\n")
    assert "\n  1 of 1; own 0, quoted 1; armed_group\n    musnad show s" in out.out
    for line in out.out.splitlines():  # no line mixes the two directions
        assert not (any(c.isascii() and c.isalpha() for c in line) and any("ء" <= c <= "ي" for c in line))


def test_voice_and_json(archive, capsys):
    _, out = run(capsys, "armed_group", "--voice", "own", "--format", "json", "--archive", archive)
    table = json.loads(out.out)
    assert [row["epithet"] for row in table["rows"]] == ["المسلحون"] and table["voice"] == "own"


def test_chart(archive, capsys, tmp_path):
    file = tmp_path / "chart.svg"
    assert run(capsys, "armed_group", "--plot", str(file), "--archive", archive)[0] == 0
    assert file.read_text(encoding="utf-8").startswith("<svg ") and "المسلحون" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "problem"),
    [
        (("armed_group", "--plot", "chart.pdf"), 2, "ends with .svg or .png"),
        (("armed_group", "--plot", "no/such/folder/chart.svg"), 1, "no/such/folder/chart.svg: can't be written"),
        (("nobody",), 1, "the families of labels are"),
    ],
)
def test_errors(archive, capsys, arguments, status, problem):
    try:
        found = main(["labels", *arguments, "--archive", archive])
    except SystemExit as exit:
        found = exit.code
    err = capsys.readouterr().err
    assert found == status and problem in err and err.count("\n") == 1
