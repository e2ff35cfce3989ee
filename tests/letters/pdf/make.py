"""In: letters of this project as text. Out: the PDFs beside this file. Needs `pip install fpdf2`; run it from any folder."""

from datetime import datetime, timezone
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod
from PIL import Image, ImageDraw

HERE = Path(__file__).parent
LETTERS = HERE.parent


def pages(name):
    """A PDF of the letter: one line of text a line, a new page at each form feed or when a page is full."""
    pdf = FPDF(format="letter", unit="pt")
    pdf.set_creation_date(datetime(2020, 1, 1, tzinfo=timezone.utc))
    pdf.set_auto_page_break(True, margin=50)
    pdf.set_margins(44, 50, 44)
    pdf.set_font("Courier", size=9)
    for page in (LETTERS / f"{name}.txt").read_text().rstrip("\f\n").split("\f"):
        pdf.add_page()
        for line in page.rstrip("\n").split("\n"):
            pdf.cell(text=line.rstrip(), h=11, w=0, new_x="LMARGIN", new_y="NEXT")
    return pdf


def locked(name, user):
    """The same, encrypted: copying is forbidden to whoever does not have the owner's password."""
    pdf = pages(name)
    pdf.set_encryption(
        owner_password="the owner's password",
        user_password=user,
        encryption_method=EncryptionMethod.AES_128,
        permissions=AccessPermission.PRINT_LOW_RES,
    )
    return pdf


def scan():
    """A page that shows grey bars where a scan would show lines of writing, and holds no text."""
    image = Image.new("L", (425, 550), 250)
    draw = ImageDraw.Draw(image)
    for row in range(40, 500, 12):
        draw.rectangle((40, row, 385 - row % 90, row + 5), fill=90)
    pdf = FPDF(format="letter", unit="pt")
    pdf.set_creation_date(datetime(2020, 1, 1, tzinfo=timezone.utc))
    pdf.add_page()
    pdf.image(image, x=0, y=0, w=612)
    return pdf


pages("opioid-well-documented").output(HERE / "plain.pdf")
locked("epidural-nsaid-and-ppi", "").output(HERE / "copying-forbidden.pdf")
locked("opioid-well-documented", "open sesame").output(HERE / "password-needed.pdf")
scan().output(HERE / "scan-without-text.pdf")
whole = (HERE / "plain.pdf").read_bytes()
(HERE / "truncated.pdf").write_bytes(whole[: len(whole) // 2])
