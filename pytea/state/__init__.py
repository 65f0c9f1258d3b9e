"""What a path of the analysed program consists of: frames, heap and path condition."""
