"""Equations of the chain from dose to fracture: numbers and parameters, nothing drawn."""
