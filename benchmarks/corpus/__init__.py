"""An invented corpus of any size: real text's statistics, and a known truth."""
