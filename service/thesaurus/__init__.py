"""Words of work that mean the same: a question finds statements that say it in other words."""
