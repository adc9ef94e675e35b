"""The real municipalities in which the fictional field plays, on their own days."""

from datetime import date
from functools import cached_property
from random import Random

from municipalities.reference_loading import FOLDER, read_rows

# How many of four hundred initiatives each gets, roughly. Hoorn is left to what the report says.
HOMES = {
    "Amsterdam": 27,
    "Rotterdam": 22,
    "'s-Gravenhage": 19,
    "Utrecht": 19,
    "Groningen": 12,
    "Nijmegen": 12,
    "Eindhoven": 11,
    "Arnhem": 11,
    "Tilburg": 10,
    "Leiden": 7,
    "Haarlem": 8,
    "Amersfoort": 8,
    "Zwolle": 8,
    "Enschede": 8,
    "Apeldoorn": 8,
    "Leeuwarden": 8,
    "Maastricht": 8,
    "Breda": 7,
    "Almere": 7,
    "'s-Hertogenbosch": 6,
    "Deventer": 6,
    "Wageningen": 6,
    "Delft": 6,
    "Dordrecht": 5,
    "Alkmaar": 4,
    "Ede": 4,
    "Middelburg": 4,
    "Assen": 4,
    "Emmen": 4,
    "Zaanstad": 4,
    "Gouda": 4,
    "Oss": 4,
    "Venlo": 4,
    "Heerlen": 4,
    "Cuijk": 4,
    "Zeist": 3,
    "Zutphen": 3,
    "Doetinchem": 3,
    "Lelystad": 3,
    "Helmond": 3,
    "Hilversum": 3,
    "Roermond": 3,
    "Vlissingen": 3,
    "Boxmeer": 3,
    "Uden": 3,
    "Haren": 3,
    "Weesp": 3,
    "Winsum": 3,
    "Littenseradiel": 2,
    "Haaren": 2,
    "Leerdam": 2,
    "Vianen": 2,
    "Bussum": 2,
    "Naarden": 2,
    "Veghel": 2,
    "Delfzijl": 2,
    "Appingedam": 2,
    "Heerhugowaard": 2,
    "Grave": 2,
    "Brielle": 2,
    "Hoogezand-Sappemeer": 2,
    "Geldermalsen": 2,
    "Dongeradeel": 2,
    "Zuidhorn": 2,
    "Werkendam": 2,
    "Oud-Beijerland": 2,
    "Groesbeek": 2,
    "Purmerend": 2,
    "Gennep": 2,
    "Culemborg": 3,
    "Woerden": 2,
    "Den Helder": 2,
    "Roosendaal": 2,
    "Súdwest-Fryslân": 3,
    "Smallingerland": 2,
    "Oude IJsselstreek": 2,
    "Steenwijkerland": 2,
    "Goes": 2,
    "Terneuzen": 1,
    "Weert": 1,
    "Texel": 1,
    "Waadhoeke": 1,
}
# Researched, and nothing was found there; the rest of the country was not researched.
EMPTY_HANDED = (
    "Boekel",
    "Bernheze",
    "Ooststellingwerf",
    "Tynaarlo",
    "Bronckhorst",
    "Heemskerk",
    "Horst aan de Maas",
    "Houten",
    "Utrechtse Heuvelrug",
    "Katwijk",
)
# Postcode areas in the middle of some cities, for groups that publish where one can visit them.
POSTCODES = {
    "Amsterdam": "1012",
    "Rotterdam": "3011",
    "'s-Gravenhage": "2511",
    "Utrecht": "3511",
    "Groningen": "9711",
    "Nijmegen": "6511",
    "Eindhoven": "5611",
    "Arnhem": "6811",
    "Leiden": "2311",
    "Haarlem": "2011",
    "Amersfoort": "3811",
    "Zwolle": "8011",
    "Enschede": "7511",
}


class Towns:
    """The register as far as the fiction needs it: codes by name, lives, and who came after whom."""

    def __init__(self, *, everywhere: bool = False):
        rows = read_rows(FOLDER, "municipalities.csv")
        self.names = {row["code"]: row["name"] for row in rows}
        self.ends = {row["code"]: date.fromisoformat(row["exists_to"]) for row in rows if row["exists_to"]}
        self.begins = {row["code"]: date.fromisoformat(row["exists_from"]) for row in rows if row["exists_from"]}
        self.heirs = {
            row["predecessor"]: row["successor"] for row in read_rows(FOLDER, "successions.csv") if row["main"]
        }
        self.everywhere = everywhere

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each name; of two with the same name the one that lasts."""
        return {name: code for code, name in sorted(self.names.items(), key=lambda row: row[0] not in self.ends)}

    @cached_property
    def _homes(self) -> tuple[list[str], list[float]]:
        weights = {self.codes[name]: float(weight) for name, weight in HOMES.items()}
        if self.everywhere:
            weights = {code: weights.get(code, 1.5) for code in self.names if self.names[code] != "Hoorn"}
        return list(weights), list(weights.values())

    def home(self, rng: Random, day: date) -> str:
        """The code of a municipality that existed on a day, the larger ones more often."""
        while True:
            code = self.on(rng.choices(*self._homes)[0], day)
            if day >= self.begins.get(code, date.min):
                return code

    def on(self, code: str, day: date) -> str:
        """The municipality on a day, following what it was merged into."""
        while code in self.ends and day >= self.ends[code]:
            code = self.heirs[code]
        return code

    def today(self, code: str) -> str:
        """What a municipality is part of in the end."""
        return self.on(code, date.max)
