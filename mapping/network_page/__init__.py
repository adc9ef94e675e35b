"""What the network page tells besides the drawing: parties by column with their links, the chosen one, the rules."""
