"""Pieces of a template that are the same for all who hand over the same values: a process renders each of them once.

The frame of a page is some hundred addresses and words, none of which is anybody's. What a piece says it is told by
name, and it is rendered of these values alone: of the request, and of whoever asks, it knows nothing, so what it was
not handed over is missing on the page, and nobody sees what is another's.
"""

from typing import Any

from django import template
from django.template import Context, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_KEPT = 500  # of one piece, of some kilobytes at most

register = template.Library()


class KeptNode(Node):
    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.made: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.values.items()}
        # By the types, too: what is safe and what is not may be the same words.
        key = (get_language(), *values.values(), *map(type, values.values()))
        if key not in self.made:
            if len(self.made) >= MOST_KEPT:
                self.made.clear()
            alone = Context(values)
            alone.template = context.template
            self.made[key] = self.nodelist.render(alone)
        return self.made[key]


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep a piece by its language and the values handed over: `{% kept slug=group.slug %}…{% endkept %}`.

    They are plain values, which make a piece what it is: a name, a number, whether something is so. Nothing in it may
    depend on the clock.
    """
    bits = token.split_contents()[1:]
    values = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"kept takes values by their names, not {bits[0]}")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, values)
