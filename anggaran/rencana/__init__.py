"""Planning the budget of a year: the tree, the nomenclature, its forms and grids."""
