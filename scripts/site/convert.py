"""
Notebooks and files of code as HTML, by nbconvert and Pygments: JSON comes in, JSON goes out.

in:  {"template": FOLDER, "notebooks": {name: text of the .ipynb file}, "sources": {path: text}}
out: {"notebooks": {name: html}, "sources": {path: html}}
"""

import html
import json
import re
import sys
from pathlib import Path

import nbformat
from nbconvert import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_for_filename


class Renderer(IPythonRenderer):
    """Leaves each formula as an element that holds its TeX, to be drawn afterwards."""

    def formula(self, tex: str, kind: str) -> str:
        return f'<span class="formula-{kind}">{html.escape(tex.strip(), quote=False)}</span>'

    def inline_math(self, body: str) -> str:
        return self.formula(body, "inline")

    def block_math(self, body: str) -> str:
        return self.formula(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        return self.formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")


class SiteExporter(TemplateExporter):
    """
    nbconvert with the template of the site, formulas to be drawn, and code as TypeScript. Not its HTMLExporter: that one
    reads the finished page once more into a tree, which takes most of its time, for what the template does already.
    """

    file_extension = ".html"

    def default_filters(self):
        yield from super().default_filters()
        yield "markdown2html", self.markdown2html
        yield "highlight_code", Highlight2HTML(pygments_lexer="typescript")

    def markdown2html(self, source: str) -> str:
        renderer = Renderer(escape=False, exclude_anchor_links=True)
        return MarkdownWithMath(renderer=renderer).render(source)


# Words of code that have no colour of their own: most of the spans, and a third of a page.
PLAIN = re.compile(r'<span class="(?:w|p|nx|o|n)">([^<]*)</span>')


def notebook_html(exporter: SiteExporter, text: str) -> str:
    return PLAIN.sub(r"\1", exporter.from_notebook_node(nbformat.reads(text, as_version=4))[0])


def source_html(path: str, text: str) -> str:
    return PLAIN.sub(r"\1", highlight(text, get_lexer_for_filename(path), HtmlFormatter()))


def main() -> None:
    asked = json.load(sys.stdin)
    template = Path(asked["template"])
    exporter = SiteExporter(template_name=template.name, extra_template_basedirs=[str(template.parent)])
    made = {
        "notebooks": {name: notebook_html(exporter, text) for name, text in asked["notebooks"].items()},
        "sources": {path: source_html(path, text) for path, text in asked["sources"].items()},
    }
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
