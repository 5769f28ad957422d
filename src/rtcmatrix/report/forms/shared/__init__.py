"""What several forms share: their material, the entries of short reports, and the writing of text files."""
