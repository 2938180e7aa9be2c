#!/usr/bin/env python3
"""Prints as JSON what python-pptx or openpyxl reads of a .pptx or .xlsx: a reader that is not ours.

usage: read_office.py FILE   (needs python-pptx and openpyxl)
"""

import json
import sys


def properties(core):
    names = ["title", "author", "creator", "keywords", "created", "modified", "last_modified_by", "lastModifiedBy", "language"]
    return {name: str(getattr(core, name)) for name in names if getattr(core, name, None) is not None}


def read_pptx(path):
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation(path)
    slides = []
    for slide in deck.slides:
        shapes = []
        for shape in slide.shapes:
            known = {"name": shape.name, "kind": str(shape.shape_type), "points": [round(Emu(it).pt, 1) for it in (shape.left, shape.top, shape.width, shape.height)]}
            described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            if described:
                known["alternative"] = described
            if shape.is_placeholder:
                known["placeholder"] = str(shape.placeholder_format.type)
            if shape.has_text_frame:
                known["text"] = shape.text_frame.text
            if shape.has_table:
                known["first_row"] = shape.table.first_row
                known["table"] = [[cell.text for cell in row.cells] for row in shape.table.rows]
            if hasattr(shape, "image"):
                known["image"] = {"type": shape.image.content_type, "pixels": list(shape.image.size)}
            shapes.append(known)
        slides.append({
            "layout": slide.slide_layout.name,
            "title": slide.shapes.title.text_frame.text if slide.shapes.title is not None else None,
            "notes": slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else None,
            "shapes": shapes,
        })
    return {
        "size": [round(Emu(deck.slide_width).pt), round(Emu(deck.slide_height).pt)],
        "properties": properties(deck.core_properties),
        "slides": slides,
    }


def series_of(chart):
    def ref(source):
        for kind in ("numRef", "strRef"):
            found = getattr(source, kind, None)
            if found is not None:
                return found.f
        return None

    series = []
    for one in chart.series:
        name = one.tx.strRef.f if one.tx is not None and one.tx.strRef is not None else one.tx.v if one.tx is not None else None
        values = ref(one.val) if getattr(one, "val", None) is not None else ref(one.yVal)
        along = one.cat if getattr(one, "cat", None) is not None else getattr(one, "xVal", None)
        series.append({"name": name, "values": values, "along": ref(along) if along is not None else None})
    return series


def alternatives(path):
    """The alternative texts of each drawing, which openpyxl does not keep."""
    import re
    import zipfile
    from xml.etree import ElementTree

    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                root = ElementTree.fromstring(archive.read(name))
                found[name] = [it.get("descr") for it in root.iter() if it.tag.endswith("}cNvPr")]
    return found


def read_xlsx(path):
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheets = []
    for sheet in book:
        cells = {
            cell.coordinate: {"value": cell.value if isinstance(cell.value, (int, float, str)) else str(cell.value), "format": cell.number_format, "formula": cell.data_type == "f"}
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        sheets.append({
            "name": sheet.title,
            "frozen": sheet.freeze_panes,
            "landscape": sheet.page_setup.orientation == "landscape",
            "tables": {name: sheet.tables[name].ref for name in sheet.tables},
            "charts": [{"kind": type(chart).__name__, "grouping": getattr(chart, "grouping", None), "series": series_of(chart)} for chart in sheet._charts],
            "links": [link.location for link in sheet._hyperlinks],
            "cells": cells,
        })
    return {"properties": properties(book.properties), "alternatives": alternatives(path), "sheets": sheets}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    path = sys.argv[1]
    read = read_pptx if path.lower().endswith(".pptx") else read_xlsx
    json.dump(read(path), sys.stdout, ensure_ascii=False, indent=1)
    print()


main()
