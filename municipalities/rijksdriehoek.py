"""Dutch grid coordinates (Rijksdriehoeksstelsel, EPSG:28992) to and from longitude and latitude (WGS84).

The approximation of F.H. Schreutelkamp and G.L. Strang van Hees (2001): polynomials around Amersfoort, right within
half a metre in the Netherlands. That is far finer than any outline or public point here; it is no tool for surveyors.
Every function takes numbers or numpy arrays.
"""

AMERSFOORT_X, AMERSFOORT_Y = 155_000.0, 463_000.0
AMERSFOORT_LON, AMERSFOORT_LAT = 5.38720621, 52.15517440

# Power of x, power of y, coefficient; x and y in units of 100 km from Amersfoort, the sum in seconds of arc.
LATITUDE_TERMS = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
LONGITUDE_TERMS = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)
# Power of latitude, power of longitude, coefficient; both in 10,000 seconds of arc from Amersfoort, sum in metres.
X_TERMS = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
Y_TERMS = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)


def to_longitude_latitude(x, y):
    """Longitude and latitude in degrees of grid coordinates in metres."""
    east, north = (x - AMERSFOORT_X) * 1e-5, (y - AMERSFOORT_Y) * 1e-5
    longitude = AMERSFOORT_LON + _sum(LONGITUDE_TERMS, east, north) / 3600
    latitude = AMERSFOORT_LAT + _sum(LATITUDE_TERMS, east, north) / 3600
    return longitude, latitude


def from_longitude_latitude(longitude, latitude):
    """Grid coordinates in metres of longitude and latitude in degrees."""
    east, north = 0.36 * (longitude - AMERSFOORT_LON), 0.36 * (latitude - AMERSFOORT_LAT)
    return AMERSFOORT_X + _sum(X_TERMS, north, east), AMERSFOORT_Y + _sum(Y_TERMS, north, east)


def lies_in_the_netherlands(x, y):
    """Whether grid coordinates can be a spot in the European Netherlands, islands and coastal waters included."""
    return 0 <= x <= 300_000 and 300_000 <= y <= 640_000


def _sum(terms, first, second):
    return sum(coefficient * first**p * second**q for p, q, coefficient in terms)
