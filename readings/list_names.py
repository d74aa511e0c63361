"""What the lists at the end of a text are called in the languages that the library meets most: its notes, its books."""

NOTE_HEADINGS = frozenset(
    (
        "notes", "endnotes", "footnotes", "anmerkungen", "fußnoten", "endnoten", "notes de bas de page", "notas", "note",
        "noten", "voetnoten", "anteckningar", "noter", "przypisy", "poznámky", "jegyzetek", "viitteet", "note de subsol",
        "notlar", "dipnotlar", "примечания", "примітки", "бележки", "σημειώσεις", "notae",
        "注释", "注釋", "註釋", "註解", "注解", "脚注", "腳註", "尾注", "尾註", "원주", "각주",
    )
)  # fmt: skip
BIBLIOGRAPHIES = frozenset(
    (
        "references", "bibliography", "works cited", "literature", "literature cited", "cited literature",
        "literatur", "literaturverzeichnis", "quellenverzeichnis", "bibliographie", "bibliografía", "bibliografia",
    )
)  # fmt: skip
