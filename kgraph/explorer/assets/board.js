// Leaderboards: the results on a benchmark over all papers.
