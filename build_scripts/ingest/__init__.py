"""Files of a folder → witnesses: find the sources, decode them, hash them. Nothing is ever written there."""

from build_scripts.ingest.readers import READERS, Decoded, ReadError
from build_scripts.ingest.scan import SourceFile, read_witness, scan

__all__ = ["READERS", "Decoded", "ReadError", "SourceFile", "read_witness", "scan"]
