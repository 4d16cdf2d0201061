"""How good the answers are: questions with known answers, asked of a snapshot; and questions that nothing answered."""
