"""Browser x Probe -> Evidence: the page server, the sessions, the lanes. Selenium ends here; judges nothing."""
