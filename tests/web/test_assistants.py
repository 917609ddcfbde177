"""The archive for assistants: a real client asks a real server over standard input and output."""

import json
import os
import sys

import anyio
import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from musnad.cli import main


def asked(path, *calls):
    """What a server on an archive answers to calls, each a name and arguments."""

    async def ask():
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "musnad.cli", "mcp", "--archive", str(path)], env=dict(os.environ)
        )
        async with stdio_client(command) as (reads, writes), ClientSession(reads, writes) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            return tools, [await session.call_tool(name, given) for name, given in calls]

    return anyio.run(ask)


def value(answer):
    assert not answer.is_error, answer.content
    return json.loads(answer.content[0].text)


def test_an_assistant_searches_and_reads(filled):
    before = filled.read_bytes()
    tools, (found, counted, wrong, missing, speakers) = asked(
        filled, ("search", {"query": "الكلفة"}), ("count", {"query": ""}), ("search", {"query": "act:denny"}),
        ("show_statement", {"id": "s000"}), ("speakers", {"name": "المرزوق"}),
    )  # fmt: skip
    assert {tool.name for tool in tools} == {"search", "count", "show_statement", "show_document", "versions", "speakers"}
    assert all(tool.annotations.read_only_hint for tool in tools)
    (result,) = value(found)["results"]
    assert value(counted)["count"] > 5
    assert wrong.is_error and "did you mean deny?" in wrong.content[0].text
    assert missing.is_error and "s000" in missing.content[0].text
    assert any("المرزوق" in one["name"] for one in value(speakers)["speakers"])
    _, (statement, document, versions) = asked(
        filled, ("show_statement", {"id": result["id"]}), ("show_document", {"id": result["document"]}),
        ("versions", {"url": "https://talim.example/2"}),
    )  # fmt: skip
    assert value(statement)["statement"]["content"][0]["text"] == result["content"]
    assert value(document)["document"]["id"] == result["document"]
    assert len(value(versions)["versions"]) == 2
    assert filled.read_bytes() == before


def test_no_archive_is_told(tmp_path, capsys):
    assert main(["mcp", "--archive", str(tmp_path / "none.db")]) == 1
    assert "no archive there" in capsys.readouterr().err


@pytest.mark.parametrize("limit", [0, -5, 10**9])
def test_limits_are_kept(filled, limit):
    import musnad
    from musnad.web.assistants import tools

    with musnad.open(filled, readonly=True) as archive:
        search = next(tool for tool in tools(archive) if tool.__name__ == "search")
        assert 1 <= len(search("", limit=limit)["results"]) <= 100
