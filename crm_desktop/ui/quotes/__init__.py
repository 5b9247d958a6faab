"""The Quotes tab: the list of quotes, and the editor of one with its pages beside it."""
