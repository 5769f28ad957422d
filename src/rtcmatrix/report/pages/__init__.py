"""The pages of a report, one package each.

``report`` builds the views of all pages; ``site_map`` lists and renders them.
"""
