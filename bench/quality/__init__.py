"""How well questions are answered: the comparison of methods, and the fitting of weights and confidence."""
