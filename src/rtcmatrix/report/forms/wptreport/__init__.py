"""``wptreport.json`` for tools of web-platform-tests and wpt.fyi."""
