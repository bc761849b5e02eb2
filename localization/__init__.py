"""Numbers, money, dates and periods as people write them, in any language Babel knows."""
