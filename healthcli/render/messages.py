"""Every sentence of the program itself that a reader sees, in one place."""

from __future__ import annotations

from healthcli.model import Grade, TimingBand, Urgency, Verdict

NUMBERS = "such as 112, 911 or 999"

CARD: dict[Urgency, str] = {
    "emergency": f"EMERGENCY: call your local emergency number now ({NUMBERS}), "
    "or go to the emergency department, if",
    "same_day": "TODAY: get help today if",
    "appointment": "BOOK AN APPOINTMENT if",
    "self_care": "YOU CAN LOOK AFTER IT YOURSELF if",
}
NONE_LISTED = "No sign is listed at this level."

FLAG: dict[Urgency, str] = {
    "emergency": f"EMERGENCY NOW: call your local emergency number now ({NUMBERS})",
    "same_day": "TODAY: get help today",
    "appointment": "",
    "self_care": "",
}

LEVEL: dict[Urgency, str] = {
    "emergency": "emergency",
    "same_day": "help today",
    "appointment": "appointment",
    "self_care": "self-care",
}

BAND: dict[TimingBand, str] = {
    "expected": "Guidance calls this usual at that time. The signs above still count.",
    "check": "This is outside the time that guidance calls usual. Have it checked.",
    "always_check": "Guidance never expects this. Have it checked, whatever the time.",
}

VERDICT: dict[Verdict, str] = {
    "supported": "Supported by guidance today",
    "partly": "Partly right",
    "superseded": "Out of date",
    "unsafe": "Unsafe",
    "no_evidence": "No evidence found",
}

GRADE: dict[Grade, str] = {
    "guideline": "guideline",
    "regulator": "regulator or label",
    "national-service": "national health service",
    "study": "study",
    "charity": "charity",
    "trust-leaflet": "clinic or hospital leaflet",
    "low": "low grade",
}

REMINDER = (
    f"EMERGENCY: do first what stands at the top. Call your local emergency number now ({NUMBERS})."
)
PAST_REVIEW = "This text is past its review date. Check it against its sources."
