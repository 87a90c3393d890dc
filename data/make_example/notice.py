"""The words by which every file of the example says that it is synthetic."""

from openpyxl import Workbook

REMARK = "Synthetic example"
NOTICE = "SYNTHETIC EXAMPLE: no person, answer or programme in this file is real."
NOTICE_RU = "ВЫМЫШЛЕННЫЙ ПРИМЕР: ни лица, ни ответы, ни программы в этом файле не являются настоящими."
HOW = "Made by data/make_example; names are stars and minerals, addresses end in example.org."


def mark_synthetic(workbook: Workbook, title: str) -> None:
    workbook.properties.title = f"{title} ({REMARK.lower()})"
    workbook.properties.description = NOTICE
    sheet = workbook.create_sheet("READ ME")
    for line in (NOTICE, NOTICE_RU, HOW):
        sheet.append([line])
    sheet.column_dimensions["A"].width = 110
