"""A page per probe to attach to a browser bug: it needs no server, no network and no tool."""
