"""What dev.py, the wheel's build and the checks are made of.

Not installed with the product. Everything that dev.py imports before the environment exists is
standard library only.
"""
