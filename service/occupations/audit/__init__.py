"""Which mappings are doubtful: by their codes alone, and by what their profiles say."""
