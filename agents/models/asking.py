"""A prompt as the library's messages, the stable part first, and the form that the answer is to have."""

from __future__ import annotations

from itertools import groupby

from pydantic_ai.messages import (
    CachePoint,
    ModelMessage,
    ModelRequest,
    ModelResponse,
    TextPart,
    UserContent,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.tools import ToolDefinition

from agents.models.schema import Dialect, schema
from agents.models.vendor import Form
from agents.ports import Kind
from agents.prompt import Prompt, PromptMessage

ANSWER = "answer"
DESCRIPTION = "The answer, in the form that the rules describe."


def messages_of(prompt: Prompt, *, cache_points: bool) -> list[ModelMessage]:
    """The conversation. Roles alternate and a person begins, as some servers' templates insist."""
    said = [PromptMessage("user", prompt.snapshot)] if prompt.snapshot else []
    turns = groupby((*said, *prompt.messages), key=lambda message: message.role)
    messages: list[ModelMessage] = []
    for role, group in turns:
        texts = [message.text for message in group]
        if role == "agent":
            messages.append(ModelResponse([TextPart("\n\n".join(texts))]))
        elif cache_points and not messages and len(texts) > 1:
            cut: list[UserContent] = [texts[0], CachePoint(), "\n\n".join(texts[1:])]
            messages.append(ModelRequest([UserPromptPart(cut)]))
        else:
            messages.append(ModelRequest([UserPromptPart("\n\n".join(texts))]))
    for message in messages:
        if isinstance(message, ModelRequest):
            message.instructions = prompt.rules
    return messages


def parameters_of(form: Form, dialect: Dialect, kind: Kind) -> ModelRequestParameters:
    """How the answer is held to its schema. The rules describe it too, so a prompted one has no other."""
    if form == "tool":
        tool = ToolDefinition(
            name=ANSWER,
            parameters_json_schema=schema(dialect, kind),
            description=DESCRIPTION,
            strict=dialect == "closed",
            kind="output",
        )
        return ModelRequestParameters(
            output_mode="tool", output_tools=[tool], allow_text_output=False
        )
    if form == "prompted":
        return ModelRequestParameters(output_mode="text")
    answer = OutputObjectDefinition(schema(dialect, kind), ANSWER, DESCRIPTION, strict=True)
    return ModelRequestParameters(output_mode="native", output_object=answer)
