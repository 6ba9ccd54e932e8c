"""An XML document as text, without what XML has no place for."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(root: Element) -> str:
    """The text of a document; a character that XML can't hold is U+FFFD in it."""
    for element in root.iter():
        if element.text:
            element.text = _NOT_IN_XML.sub("\ufffd", element.text)
        for name, value in element.attrib.items():
            element.set(name, _NOT_IN_XML.sub("\ufffd", value))
    return tostring(root, encoding="unicode")
