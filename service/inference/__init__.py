"""From a job description to a distribution over the levels of a role, with the sentences that speak for it."""
