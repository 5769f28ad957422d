"""JUnit XML for GitHub Actions, GitLab and Jenkins."""
