"""RIS, which reference managers and databases give out."""

from citekit.formats.format import Format
from citekit.formats.ris.reader import looks_like_ris, read
from citekit.formats.ris.writer import losses, write

FORMAT = Format("ris", (".ris",), read=read, write=write, sniff=looks_like_ris, losses=losses)
