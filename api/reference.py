"""The API's description as a page: made from the OpenAPI document, with no script and nothing from afar.

The usual viewers load their program from a server on the web, which this page's policy forbids, and
which a machine without a network does not reach.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

Schema = dict[str, Any]

STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
code,pre{font:14px/1.5 ui-monospace,monospace}
pre{padding:.75rem;overflow-x:auto;border:1px solid #8886;border-radius:.4rem}
section{border-top:1px solid #8886;padding:.5rem 0 1rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
td,th{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-top:1px solid #8883}
.method{font-weight:700;display:inline-block;min-width:3.5rem}
h4{margin:.75rem 0 0}
nav ul{columns:2 20rem;padding-left:1rem}
"""
IN_CODE = re.compile(r"`([^`]+)`")


def page(document: Schema) -> str:
    """The whole description as HTML."""
    told = document["info"]
    return "".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(told['title'])}: the API</title><style>{STYLE}</style></head><body>",
            f"<header><h1>{escape(told['title'])}: the API</h1>{_text(told['description'])}",
            '<p>As a document for programs: <a href="/api/openapi.json">openapi.json</a></p></header>',
            _contents(document),
            "<main>",
            *(_group(tag, document) for tag in document["tags"]),
            "<h2>Shapes</h2>",
            *(_shape(name, schema) for name, schema in document["components"]["schemas"].items()),
            "</main></body></html>",
        ]
    )


def _calls(document: Schema, tag: str) -> Iterator[tuple[str, str, Schema]]:
    for path, ways in document["paths"].items():
        for method, call in ways.items():
            if call["tags"][0] == tag:
                yield method.upper(), path, call


def _contents(document: Schema) -> str:
    items = [
        f'<li><a href="#{call["operationId"]}">{escape(call["summary"])}</a></li>'
        for tag in document["tags"]
        for _, _, call in _calls(document, tag["name"])
    ]
    return f'<nav aria-label="Calls"><ul>{"".join(items)}</ul></nav>'


def _group(tag: Schema, document: Schema) -> str:
    calls = "".join(_call(*call) for call in _calls(document, tag["name"]))
    return f"<h2>{escape(tag['name'].capitalize())}</h2>{_text(tag['description'])}{calls}"


def _call(method: str, path: str, call: Schema) -> str:
    name = f'<span class="method">{method}</span> <code>{escape(path)}</code>'
    return "".join(
        [
            f'<section id="{call["operationId"]}"><h3>{escape(call["summary"])}</h3>',
            f"<p>{name}</p>{_text(call['description'])}",
            _parameters(call.get("parameters", [])),
            _body(call.get("requestBody")),
            _answers(call["responses"]),
            "</section>",
        ]
    )


def _parameters(parameters: list[Schema]) -> str:
    rows = [
        (
            f"<code>{escape(p['name'])}</code>",
            p["in"] + ("" if p.get("required") else ", optional"),
            _kind(p["schema"]),
            _inline(p.get("description", "")),
        )
        for p in parameters
    ]
    return _table("Parameters", ("name", "where", "kind", "meaning"), rows)


def _body(body: Schema | None) -> str:
    if body is None:
        return ""
    needed = "" if body.get("required") else " (may be left out)"
    shape = body["content"].get("application/json")
    told = _kind(shape["schema"]) if shape else _inline(body["description"])
    return f"<h4>Body{needed}</h4><p>{told}</p>"


def _answers(responses: Schema) -> str:
    rows = [
        (status, _inline(answer["description"]), _contents_of(answer.get("content", {})))
        for status, answer in sorted(responses.items())
    ]
    return _table("Answers", ("status", "meaning", "holds"), rows)


def _contents_of(content: Schema) -> str:
    kinds = dict.fromkeys(_kind(kind.get("schema", {})) for kind in content.values())
    return " or ".join(kinds)


def _shape(name: str, schema: Schema) -> str:
    needed = schema.get("required", [])
    rows = [
        (
            f"<code>{escape(field)}</code>",
            _kind(kind) + ("" if field in needed else ", optional"),
            _inline(kind.get("description", "")) + _example(kind),
        )
        for field, kind in schema.get("properties", {}).items()
    ]
    examples = "".join(
        f"<pre>{escape(json.dumps(example, indent=2, ensure_ascii=False))}</pre>"
        for example in schema.get("examples", [])
    )
    table = _table("Fields", ("field", "kind", "meaning"), rows)
    about = _text(schema.get("description", ""))
    return f'<section id="{name}"><h3>{name}</h3>{about}{table}{examples}</section>'


def _example(schema: Schema) -> str:
    shown = [json.dumps(one, ensure_ascii=False) for one in schema.get("examples", [])[:1]]
    return "".join(f" e.g. <code>{escape(one)}</code>" for one in shown)


def _kind(schema: Schema) -> str:
    """What a schema allows, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f'<a href="#{name}">{name}</a>'
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(_kind(one) for one in schema[key])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " · ".join(f"<code>{escape(str(value))}</code>" for value in values)
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    kind = schema.get("type", "any JSON")
    return escape(f"{kind} ({schema['format']})" if "format" in schema else str(kind))


def _table(title: str, names: Iterable[str], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<h4>{title}</h4><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(text: str) -> str:
    """Paragraphs."""
    return "".join(f"<p>{_inline(part)}</p>" for part in text.strip().split("\n\n") if part)


def _inline(text: str) -> str:
    return IN_CODE.sub(r"<code>\1</code>", escape(text))
