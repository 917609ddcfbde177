"""`verify` finds whatever was changed in an export, and trusts nothing that its manifest says."""

import hashlib
import json
import os

import pytest
from export_archives import decide, first_id
from reading_back import FORMATS

from musnad.errors import ExportError
from musnad.export import export, verify
from musnad.export.manifest import digest


@pytest.fixture(params=FORMATS)
def out(request, archive, tmp_path):
    if request.param == "parquet":
        pytest.importorskip("pyarrow")
    export(archive, format=request.param, output=tmp_path / "out")
    return tmp_path / "out"


def first_file(out):
    return sorted(path for path in out.iterdir() if path.name != "manifest.json")[0]


def edit(out, change):
    """Change the manifest and give it its right digest, as a forger would."""
    path = out / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    manifest["digest"] = digest(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_a_whole_one_has_no_problem(out, archive):
    assert verify(out) == [] and verify(out, archive=archive) == []


def test_a_changed_byte_is_found(out):
    path = first_file(out)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    (problem,) = verify(out)
    assert problem.startswith(f"{path.name}: SHA-256")


def test_a_cut_file_is_found(out):
    path = first_file(out)
    path.write_bytes(path.read_bytes()[:-1])
    (problem,) = verify(out)
    assert "bytes; the manifest says" in problem


def test_missing_and_added_files_are_found(out):
    path = first_file(out)
    path.rename(out / "other")
    assert verify(out) == [f"{path.name}: missing", "other: not in the manifest"]


def test_a_link_is_no_file(out, tmp_path):
    path = first_file(out)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert verify(out) == [f"{path.name}: not a file"]


def test_a_changed_manifest_is_found(out):
    path = out / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"documents": 3', '"documents": 4'), encoding="utf-8")
    assert verify(out)[0] == "manifest.json: changed since it was written"


def test_counts_are_counted_again(out):
    edit(out, lambda manifest: manifest["counts"].update(statements=manifest["counts"]["statements"] + 1))
    problems = verify(out)
    assert any("the files have" in problem for problem in problems)
    assert problems[-1] == "manifest.json: the states don't add up to the statements"


def test_another_archive_is_found(out, archive, hostile):
    problems = verify(out, archive=hostile)
    assert "gives other statements" in problems[0] and len(problems) >= 3


def test_what_was_corrected_since_is_found(out, archive):
    decide(archive, archive.document(first_id(archive)).statements[0].id, state="accepted")
    assert verify(out) == []
    assert "accepted or corrected" in verify(out, archive=archive)[0]


def test_forged_coverage_is_found_with_the_archive(out, archive):
    edit(out, lambda manifest: manifest["coverage"].update(since="2030-01-01"))
    assert verify(out) == []
    assert verify(out, archive=archive) == [f"manifest.json: {archive.path} gives other coverage"]


def test_other_versions_are_named(out, archive):
    def change(manifest):
        manifest["written_by"]["musnad"] = "0.0.1"
        for said in manifest["files"].values():
            said["sha256"] = "0" * 64

    edit(out, change)
    assert "(written by musnad 0.0.1, now " in verify(out, archive=archive)[-1]


@pytest.mark.parametrize("name", ["../news.db", "/etc/passwd", "..", "", "a\0b", "manifest.json", "x/y", "\ud800"])
def test_names_that_lead_out_are_refused(archive, tmp_path, name):
    out = tmp_path / "out"
    export(archive, output=out)
    edit(out, lambda manifest: manifest["files"].update({name: {"sha256": "0", "size_bytes": 0}}))
    (problem,) = verify(out)
    assert problem.endswith(": not the name of a file of an export")


MANIFESTS = [
    (b"", "not JSON"), (b"[" * 100_000, "not JSON"), (b"\xff", "not JSON"), (b"[]", "no manifest"),
    (b"{}", "no manifest"),
    (b'{"format_version": true}', "no manifest"), (b'{"format_version": 3}', "newer"),
    (b'{"format_version": 1, "query": []}', "'query' is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "message"), MANIFESTS)
def test_what_is_no_manifest(tmp_path, raw, message):
    (tmp_path / "manifest.json").write_bytes(raw)
    with pytest.raises(ExportError, match=message):
        verify(tmp_path)


def test_a_manifest_that_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "manifest.json")
    with pytest.raises(ExportError, match="not a file"):
        verify(tmp_path)


def test_what_is_no_export(tmp_path):
    with pytest.raises(ExportError, match="no export there"):
        verify(tmp_path)


@pytest.mark.parametrize("change", [
    lambda m: m.update(format="tea"), lambda m: m.update(format=["x"]),
    lambda m: m["files"].update({"statements.jsonl": 3}),
    lambda m: m["counts"].update(by_state=3), lambda m: m["counts"].update(by_state={"machine": "x"}),
    lambda m: m["counts"].clear(),
])  # fmt: skip
def test_nonsense_in_a_manifest_is_a_problem(archive, tmp_path, change):
    out = tmp_path / "out"
    export(archive, output=out)
    edit(out, change)
    assert verify(out)


def test_a_file_that_its_format_can_not_count(archive, tmp_path):
    out = tmp_path / "out"
    pytest.importorskip("pyarrow")
    export(archive, format="parquet", output=out)
    (out / "speakers.parquet").write_bytes(b"PAR1")
    said = {"sha256": hashlib.sha256(b"PAR1").hexdigest(), "size_bytes": 4}
    edit(out, lambda manifest: manifest["files"].update({"speakers.parquet": said}))
    (problem,) = verify(out)
    assert "can't be counted" in problem


def test_an_export_of_format_1_is_proved_as_it_is(archive, tmp_path):
    """It has no labels; where the archive is given, its format is another."""
    pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    export(archive, format="parquet", output=out)
    (out / "labels.parquet").unlink()

    def change(manifest):
        manifest["format_version"] = 1
        del manifest["files"]["labels.parquet"], manifest["counts"]["labels"]

    edit(out, change)
    assert verify(out) == []
    assert f"manifest.json: {archive.path} gives other format_version" in verify(out, archive=archive)


def test_a_file_that_can_not_be_read(out):
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    first_file(out).chmod(0)
    assert "can't be read" in verify(out)[0]
