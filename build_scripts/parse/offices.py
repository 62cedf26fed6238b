"""Titles of office that stand before a speaker's name."""

OFFICE = (
    "总书记|代总理|副总理|总理|副主席|主席|副书记|书记|代省长|副省长|省长|代市长|副市长|市长|县长|区长|州长|盟长|副部长|部长|副局长|局长"
    "|厅长|副主任|主任|院长|检察长|委员长|秘书长|司长|处长|校长|董事长|总经理"
)
"""Alternatives of a regular expression, the longer of two that begin alike first."""
