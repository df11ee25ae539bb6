"""The planning pages: reading the tree, adding to it, changing a node, the grids of pagu and kas, copying a year."""
