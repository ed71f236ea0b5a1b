"""What single explorers are made of: their pictures, their words, their people and courses."""
