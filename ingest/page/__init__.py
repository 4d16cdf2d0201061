"""The page reader: from a profile page, as plain text copied from the web, to a ``ProfileDocument``.

The way of a page: ``lines`` (what kind each line is) -> ``blocks`` (bullets, paragraphs and tables, which may span
lines)
-> ``sections`` (blocks under their headings) -> one parser for each family of sections -> ``reader`` (the record). All
parsers write the fate of every line into one ``ledger``, which finds the lines that none of them took.
"""
