"""Headwater: which of these reports really know?"""

__version__ = "0.1.0"
