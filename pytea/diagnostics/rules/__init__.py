"""One file per rule, named as its code; ``registry`` finds them, nothing else imports them."""
