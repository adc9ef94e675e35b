"""What pages tell of one record: facts of several rooms on a day, with who says so, and the pictures made of them."""
