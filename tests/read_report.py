"""Reads reports with tools that are not ours, and prints what they found as one JSON document.

    python3 tests/read_report.py board.pdf board.html …

A PDF needs pikepdf, page-validation and poppler's pdftotext, a page of HTML lxml, XLSX openpyxl, PPTX python-pptx. A file that a reader
refuses is an entry with `error`; the exit code is then 1.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import read_office


def text(value):
    return None if value is None else str(value)


def structure(element, found):
    """The elements below one of the structure tree, in order: what they are, and what they say in place of a picture."""
    import pikepdf

    for kid in element if isinstance(element, pikepdf.Array) else [element]:
        if not isinstance(kid, pikepdf.Dictionary):
            continue
        if "/S" in kid:
            entry = {"tag": str(kid.S)[1:]}
            for key, name in (("/Alt", "alternative"), ("/ActualText", "actual"), ("/Lang", "language"), ("/T", "title")):
                if key in kid:
                    entry[name] = str(kid[key])
            attributes = kid.get("/A", [])
            for attribute in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
                if isinstance(attribute, pikepdf.Dictionary):
                    for key in ("/Scope", "/Summary", "/BBox"):
                        if key in attribute:
                            value = attribute[key]
                            entry[key[1:].lower()] = [float(at) for at in value] if key == "/BBox" else str(value).lstrip("/")
            found.append(entry)
        if "/K" in kid:
            structure(kid.K, found)


def fonts(pdf):
    """Every font with whether its file is in the PDF."""
    import pikepdf

    found = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            embedded = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(item.FontName).lstrip("/")] = embedded
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and item.get("/Subtype") == "/Type3":
            found[str(item.get("/Name", "Type 3"))] = True
    return found


def read_pdf(path):
    import pikepdf

    with pikepdf.open(path) as pdf:
        problems = pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else pdf.check()
        tags = []
        if "/StructTreeRoot" in pdf.Root:
            structure(pdf.Root.StructTreeRoot.get("/K", pikepdf.Array()), tags)

        def bookmarks(items):
            return [{"title": item.title, "below": bookmarks(item.children)} for item in items]

        with pdf.open_outline() as outline:
            outlined = bookmarks(outline.root)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            properties = {key: text(value) for key, value in xmp.items()}
        return {
            "kind": "pdf",
            "version": pdf.pdf_version,
            "syntax": [str(problem) for problem in problems],
            "language": text(pdf.Root.get("/Lang")),
            "marked": bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)),
            "shows_title": bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            "info": {key[1:]: str(value) for key, value in pdf.docinfo.items()},
            "xmp": properties,
            "pdfa": [properties.get(f"{{http://www.aiim.org/pdfa/ns/id/}}{key}") for key in ("part", "conformance")],
            "pdfua": properties.get("{http://www.aiim.org/pdfua/ns/id/}part"),
            "sizes": [[float(at) for at in page.mediabox[2:]] for page in pdf.pages],
            "outline": outlined,
            "fonts": fonts(pdf),
            "tags": tags,
            "figures": [tag.get("alternative") for tag in tags if tag["tag"] == "Figure"],
            "pages": pages_of_text(path),
            "validated": validated(path),
        }


def validated(path):
    """The rules of accessible and of archived PDF that fail; none where it keeps to them, and how many were looked at."""
    import page

    profiles = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-2a": page.ValidationProfile.PDF_A_2A}
    found = {}
    for name, profile in profiles.items():
        report = page.validate_pdf(path, profile=profile)
        found[name] = {"rules": report.rules.total, "failed": [str(failure) for failure in report.failures]}
    return found


def pages_of_text(path):
    out = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return out.stdout.decode().split("\f")[:-1]


def read_html(path):
    from lxml import html

    page = html.parse(path, parser=html.HTMLParser(encoding="utf-8")).getroot()

    def words(element):
        return re.sub(r"\s+", " ", element.text_content()).strip()

    def named(element):
        return element.get("alt") or element.get("aria-label")

    pictures = page.xpath("//img | //svg | //*[@role='img']")
    return {
        "kind": "html",
        "language": page.get("lang"),
        "title": text(page.findtext(".//title")),
        "meta": {meta.get("name") or meta.get("http-equiv"): meta.get("content") for meta in page.iter("meta")},
        "headings": [[heading.tag, words(heading)] for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")],
        "landmarks": [element.tag for element in page.xpath("//header|//nav|//main|//footer|//section[@aria-labelledby]")],
        "figures": [named(picture) for picture in pictures],
        "without_alternative": sum(1 for picture in pictures if not named(picture)),
        "tables": [
            {
                "caption": words(table.find("caption")) if table.find("caption") is not None else None,
                "rows": [[words(cell) for cell in row.xpath("./th|./td")] for row in table.iter("tr")],
                "heads": [[head.get("scope"), words(head)] for head in table.iter("th")],
            }
            for table in page.iter("table")
        ],
        "scripts": len(page.xpath("//script")),
        "loads": [link for link in page.xpath("//@src | //link/@href") if not link.startswith("data:")],
        "text": words(page.find("body")),
    }


READERS = {".pdf": read_pdf, ".html": read_html, ".xlsx": read_office.read_xlsx, ".pptx": read_office.read_pptx}


def main(paths):
    found, failed = {}, False
    for path in paths:
        try:
            found[path] = READERS[Path(path).suffix.lower()](path)
        except Exception as error:  # Whatever a reader trips over is the finding.
            found[path] = {"error": f"{type(error).__name__}: {error}"}
            failed = True
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
