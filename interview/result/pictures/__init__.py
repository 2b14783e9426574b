"""The geometry of the drawings: where things stand, as plain numbers. It knows no words, no case and no tax."""
