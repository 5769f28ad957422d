"""Recorded runs as reports, for people, services and programs.

The packages are layers; each imports only from those before it:

- ``text``: words and values as text, without markup.
- ``view``: what several pages show of columns, checks and facts, as frozen dataclasses. Pure.
- ``html``: the Jinja environment, escaping, artifacts, and the assembly of a single file.
- ``pages``: the pages of a report, one package each.
- ``forms``: the outputs, listed in one dict.
"""
