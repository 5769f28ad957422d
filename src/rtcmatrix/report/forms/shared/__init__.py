"""What several forms need: the material they are made of, the entries of short reports, the writing of text."""
