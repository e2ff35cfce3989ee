"""In: the grammars and the schema of rules. Out: the dictionaries of the fuzz targets, and small seeds.

Run it in this folder after a change of either; all that it writes is invented, and the same each time.
"""

import json
import re
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent

PDF = """%PDF-1.7|obj|endobj|stream|endstream|xref|trailer|startxref|%%EOF|/Type|/Catalog|/Pages|/Page|/Kids|/Count|/Parent
/Resources|/MediaBox|/Contents|/Font|/F1|/Subtype|/Type0|/Type1|/TrueType|/BaseFont|/Encoding|/Identity-H|/WinAnsiEncoding
/Differences|/ToUnicode|/DescendantFonts|/FontDescriptor|/FontFile2|/W|/DW|/Widths|/FirstChar|/LastChar|/XObject|/Form
/Image|/Filter|/FlateDecode|/LZWDecode|/ASCII85Decode|/DecodeParms|/Predictor|/Length|/ObjStm|/XRef|/First|/N|/Index
/Encrypt|/Standard|/V|/R|/O|/U|/P|/ID|/Root|/Info|/Annots|/Annot|/Widget|/AcroForm|/Fields|/FT|/Tx|/Btn|/Ch|/T|/TU|/TM
/AS|/Off|/Yes|/Rect|/Opt|/Ff|/XFA|BT|ET|Tf|Td|Tj|TJ|Tm|Do|q|Q|cm|begincmap|endcmap|beginbfchar|endbfchar|beginbfrange
endbfrange|1 0 R|2 0 R|<<|>>|[|]|<0000>|<ffff>|\xfe\xff"""

DOCX = """PK\x03\x04|PK\x01\x02|PK\x05\x06|word/document.xml|[Content_Types].xml|word/styles.xml|word/numbering.xml
<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|<w:pPr>|</w:pPr>|<w:numPr>
<w:ilvl w:val="1"/>|<w:numId w:val="1"/>|<w:del>|<w:ins>|<w:br/>|<w:tab/>|<w:cr/>|<w:sdt>|<w:sdtPr>|<w:sdtContent>
<w14:checkbox/>|<w:txbxContent>|<mc:AlternateContent>|<mc:Choice>|<mc:Fallback>|<w:fldChar w:fldCharType="begin"/>
<w:fldChar w:fldCharType="end"/>|<w:instrText>|<w:ffData>|<w:checkBox/>|<w:default w:val="1"/>|<w:sym w:char="F0FE"/>
<w:gridSpan w:val="9"/>|<w:gridBefore w:val="9"/>|<w:vMerge/>|<w:vanish/>|<w:pStyle w:val="Heading1"/>|<w:body>|</w:body>
<w:lvl w:ilvl="0">|<w:lvlText w:val="%1.%2"/>|<w:numFmt w:val="lowerRoman"/>|<w:start w:val="1"/>|&#x1F600;|&amp;|<!DOCTYPE|<![CDATA[|]]>|<!--|-->"""

JSONL = """{"name": |"text": |, |"|{|}|[|]|null|true|1e999|\\u0000|\\ud800|\\n|\\f|\n|\r\n|\xef\xbb\xbf"""

SIDECAR = """settled:|finding: |item: |request: |reason: |date: |by: |opioid/adherence|2026-05-04|9999-99-99|18446744073709551615|-1
- |: |#|&a|*a|!!str |!!binary |<<: |{|}|[|]|"|'|>-|\\|-|%YAML 1.2|---|...|~|null|.inf|.nan|0x10|\t"""

YAML = """- |: |# |&a |*a |!!str |!!int |!!map |<<: |{|}|[|]|"|'|>-|---|...|~|null|.inf|-.inf|.nan|0x10|1e400|-0|\t|: {|: [
opioid/response|opioid|mtus-2009|2009-07-18|documented|denied|undocumented|all|any|not|known|verified"""

# Words that the text target could not guess from the grammars' own.
TEXT = ["Upheld\n", ": Overturned\n", "CLINICAL CASE SUMMARY\n", "Decision rationale: ", "\f", "\u00a0", "\u200b", "\u202e",
        "\ufb01", "\u2022 ", "\u00ad\n", "-\n", "Page 3 of 7\n", "\r\n", "\t|\t", "  ", "1) ", "a. ", "10/325mg #60", "8/10",
        "1/13/15", "99999999999999999999", "2015-02-30", "\ufeff", "\u0130", "\u1e9e", "((((", "x 6 weeks", "ICD-10: M54.5\n"]


def literals():
    """The words of the grammars, those that stand in many rules first; too many would be of no use."""
    found = {}
    for file in sorted(PROJECT.glob("grammar/**/*.pest")):
        text = re.sub(r"//[^\n]*", "", file.read_text())
        for word in re.findall(r'"((?:[^"\\]|\\.)*)"', text):
            if 4 <= len(word) <= 40 and "\\" not in word:
                found[word] = found.get(word, 0) + 1
    common = sorted(found, key=lambda word: (-found[word], word))[:400]
    others = sorted(set(found) - set(common))
    return common + others[:: max(1, len(others) // 400)]


def schema_names(node):
    """The fields that a rule file may have."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from value
            yield from schema_names(value)
    elif isinstance(node, list):
        for value in node:
            yield from schema_names(value)


def escaped(word):
    out = ""
    for byte in word if isinstance(word, bytes) else word.encode():
        plain = 0x20 <= byte < 0x7F and byte not in b'"\\'
        out += chr(byte) if plain else f"\\x{byte:02x}"
    return f'"{out}"'


def dictionary(name, words, raw=False):
    words = [word.encode("latin-1") if raw else word for word in dict.fromkeys(words) if word]
    (HERE / f"dictionaries/{name}.txt").write_text("".join(escaped(word) + "\n" for word in words))


def split(table):
    lines = table.split("\n") if table is not JSONL and table is not SIDECAR else [table]
    return [word for line in lines for word in line.split("|")]


def docx(name, body, numbering="", styles="", header=""):
    """The parts of a Word document as the target takes them, parted by a byte that no text holds."""
    space = 'xmlns:w="w" xmlns:w14="w14" xmlns:mc="mc"'
    parts = [f"<w:document {space}><w:body>{body}</w:body></w:document>"]
    parts += [f"<w:x {space}>{part}</w:x>" for part in (numbering, styles, header)]
    (HERE / f"seeds/docx/{name}").write_bytes(b"\xff".join(part.encode() for part in parts))


def packed(name, body):
    """A whole Word document, not packed, so that the target can change the words themselves."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(HERE / f"seeds/docx/{name}.docx", "w", zipfile.ZIP_STORED) as file:
        for path, xml in [("[Content_Types].xml", types), ("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")]:
            file.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), xml)


def pdf(name, objects):
    """A PDF of these objects, the first of which is the catalogue."""
    out, places = b"%PDF-1.5\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    (HERE / f"seeds/pdf/{name}.pdf").write_bytes(out + table.encode() + end.encode())


def stream(words, more=""):
    return f"<</Length {len(words)}{more}>>\nstream\n{words}\nendstream"


def p(text, before=""):
    return f"<w:p>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def seeds():
    for folder in ("docx", "jsonl", "pdf", "sidecar"):
        (HERE / "seeds" / folder).mkdir(parents=True, exist_ok=True)
    li = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    plan = p("Knee pain is 8/10.") + p("Request:") + p("Norco 10/325mg #60", li) + p("MRI of the right knee", li)
    docx("list", plan, numbering=lists)
    packed("list", plan)
    cell = lambda text: f'<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>{p(text)}</w:tc>'
    rows = "".join(f"<w:tr>{cell(one)}{cell(two)}</w:tr>" for one, two in [("Service", "CPT"), ("MRI", "73721")])
    docx("table", p("Request:") + f"<w:tbl>{rows}</w:tbl>", header=p("Page head of the clinic, long enough"))
    box = "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
    hidden = '<w:style w:type="character" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
    docx("boxes", f"<w:p>{box}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>" + p("a &amp; b"), styles=hidden)
    page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R"
    tree = "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>>>"
    words = stream("BT /F1 12 Tf 50 700 Td (Request: MRI of the right knee, pain 8/10) Tj ET")
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    pdf("page", ["<</Type/Catalog/Pages 2 0 R>>", tree, page + ">>", words, font])
    wide = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>"
    table = stream("1 beginbfrange <0001> <0060> <0020> endbfrange 1 beginbfchar <0061> <0041> endbfchar")
    under = "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[1 5 600]/DW 500>>"
    coded = stream("BT /F1 12 Tf 50 700 Td <002100220023002400250026002700280029> Tj ET")
    pdf("coded", ["<</Type/Catalog/Pages 2 0 R>>", tree, page + ">>", coded, wide, table, under])
    field = "<</Subtype/Widget/FT/Tx/T(Request)/V(Norco 10/325mg #60)/Rect[50 600 300 620]>>"
    tick = "<</Subtype/Widget/FT/Btn/T(a)/TU(New request)/AS/Yes/Rect[50 560 60 570]/Parent 6 0 R>>"
    form = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 7 0 R]>>>>"
    pdf("form", [form, tree, page + "/Annots[6 0 R 7 0 R]>>", words, font, field, tick])
    texts = ["Knee pain.\nRequest: MRI", "CLINICAL CASE SUMMARY\nBack pain.\nIMR ISSUES, DECISIONS AND RATIONALES\nMRI: Upheld\n"]
    lines = [json.dumps({"name": f"{n}.txt", "text": text}) for n, text in enumerate(texts)]
    (HERE / "seeds/jsonl/two.jsonl").write_text("\n".join(lines) + "\n")
    (HERE / "seeds/jsonl/faulty.jsonl").write_text('{"text": 5}\n\n{"text": "\\ud83d\\ude00 pain"}\n{"text"')
    entry = '- finding: opioid/adherence\n  item: 1\n  reason: "test of 4/28"\n  date: 2026-05-04\n'
    (HERE / "seeds/sidecar/one.yaml").write_text(f"settled:\n{entry}")
    (HERE / "seeds/sidecar/two.yaml").write_text(f"settled:\n{entry}- {{finding: x, reason: y, date: 2020-02-29, by: me, request: Norco}}\n")


def main():
    (HERE / "dictionaries").mkdir(exist_ok=True)
    dictionary("text", TEXT + literals())
    dictionary("pdf", split(PDF), raw=True)
    dictionary("docx", split(DOCX))
    dictionary("jsonl", split(JSONL), raw=True)
    dictionary("sidecar", split(SIDECAR.replace("\n", "|")))
    names = schema_names(json.loads((PROJECT / "rules/schema.json").read_text()))
    dictionary("rule_yaml", split(YAML) + sorted(f"{name}: " for name in names))
    seeds()


if __name__ == "__main__":
    main()
