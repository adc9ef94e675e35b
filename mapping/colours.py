"""The colour and the shape of every term: the same on the map, in its legend and on every page.

Colours are slots of `static/css/tokens.css` (`cat-0` to `cat-9`), shapes are outlines in a square from -1 to 1. Kindred
activities share a colour and differ in shape, so that two dozen of them stay readable. A term that a curator adds later
gets the next free pair, by its position in the codebook.
"""

COLOURS = 10
CIRCLE = "M0 -.92A.92 .92 0 1 1 0 .92A.92 .92 0 1 1 0 -.92Z"
SHAPES = [
    CIRCLE,
    "M-.82 -.82H.82V.82H-.82Z",
    "M0 -1.16L1 .58L-1 .58Z",
    "M0 -1.14L1.14 0L0 1.14L-1.14 0Z",
    "M-.36 -1H.36V-.36H1V.36H.36V1H-.36V.36H-1V-.36H-.36Z",
    "M0 1.16L-1 -.58L1 -.58Z",
    "M0 -1.22L.33 -.45L1.16 -.38L.53 .17L.72 .99L0 .56L-.72 .99L-.53 .17L-1.16 -.38L-.33 -.45Z",
    "M1.04 0L.52 .9L-.52 .9L-1.04 0L-.52 -.9L.52 -.9Z",
    "M-1.05 -.5H1.05V.5H-1.05Z",
]
DASHES = [[], [7, 4], [2, 3.5], [10, 3, 2, 3]]
"""Lines of ties differ in dashes as well as in colour."""

KINDRED_ACTIVITIES = [
    ["language_lessons", "language_cafe", "interpreting"],
    ["work_guidance", "education", "digital_skills"],
    ["storytelling", "craft_atelier", "music_and_culture"],
    ["clothing_and_groceries", "food_and_cooking"],
    ["social_contact", "meeting_place"],
    ["sports", "bicycle_lessons", "gardening"],
    ["health_and_wellbeing", "other_activity"],
    ["housing", "reception_support"],
    ["children_and_youth", "family_support"],
    ["advocacy", "legal_and_administrative_help"],
]
KNOWN_ACTIVITIES = {
    term: (slot, slot + place) for slot, kin in enumerate(KINDRED_ACTIVITIES) for place, term in enumerate(kin)
}
FIXED = {"age": ["under_1", "1_to_3", "3_to_5", "5_to_10", "over_10"], "refugee_led": ["yes", "no"]}
AGE_COLOURS = [f"age-{step}" for step in range(1, 6)]


def looks(vocabulary, terms):
    """The colour token and the shape number of each term of a vocabulary, in the order given."""
    if vocabulary == "age":
        return [[colour, shape] for shape, colour in enumerate(AGE_COLOURS)]
    if vocabulary == "activity":
        return [_activity_look(term, position) for position, term in enumerate(terms)]
    return [_look(position, position) for position, _term in enumerate(terms)]


def _activity_look(term, position):
    slot, shape = KNOWN_ACTIVITIES.get(term, (position, position // COLOURS + 3))
    return _look(slot, shape)


def _look(slot, shape):
    return [f"cat-{slot % COLOURS}", shape % len(SHAPES)]


def palette(terms):
    """Everything a drawing needs: shapes, dashes, and the looks of the terms of every vocabulary.

    `terms` holds the terms of each vocabulary in the order of the field file.
    """
    vocabularies = {name: looks(name, keys) for name, keys in {**terms, **FIXED}.items()}
    return {"shapes": SHAPES, "dashes": DASHES, "looks": vocabularies}
