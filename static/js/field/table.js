/* Written by `manage.py write_browser_tables` from mapping/question/table.py; change that and run it again. */

export const PARAMETERS = [
  {"name": "q", "reads": "text", "test": "text"},
  {"name": "activity", "reads": "term", "test": "held", "rows": "phases", "column": "activity", "vocabulary": "activity", "many": true, "unknown": true},
  {"name": "target", "reads": "term", "test": "held", "rows": "phases", "column": "target_group", "vocabulary": "target_group", "many": true, "unknown": true},
  {"name": "kind", "reads": "term", "test": "held", "rows": "phases", "column": "kind", "vocabulary": "organisation_kind", "many": true, "unknown": true},
  {"name": "form", "reads": "term", "test": "held", "rows": "phases", "column": "form", "vocabulary": "form", "many": true, "unknown": true},
  {"name": "scale", "reads": "term", "test": "held", "rows": "phases", "column": "scale", "vocabulary": "scale", "many": true, "unknown": true},
  {"name": "staffing", "reads": "term", "test": "held", "rows": "phases", "column": "staffing", "vocabulary": "staffing", "many": true, "unknown": true},
  {"name": "refugee_led", "reads": "term", "test": "held", "rows": "refugee_led", "column": "value", "values": ["no", "yes"], "many": true, "unknown": true},
  {"name": "municipality", "reads": "code", "test": "place", "column": "municipality", "many": true, "unknown": true},
  {"name": "province", "reads": "region", "test": "place", "column": "province", "vocabulary": "province", "many": true, "unknown": true},
  {"name": "region", "reads": "region", "test": "place", "column": "region", "vocabulary": "labour_market", "many": true, "unknown": true},
  {"name": "tie", "reads": "term", "test": "tie", "rows": "ties", "column": "kind", "vocabulary": "tie_kind", "many": true},
  {"name": "role", "reads": "term", "test": "tie", "rows": "participations", "column": "role", "vocabulary": "role", "many": true},
  {"name": "ring", "reads": "term", "test": "tie", "rows": "participations", "column": "ring", "values": ["0", "1", "2", "3"], "many": true},
  {"name": "with", "reads": "party", "test": "tie", "many": true},
  {"name": "started_from", "reads": "day", "test": "started"},
  {"name": "started_until", "reads": "day", "test": "started"},
  {"name": "ended_from", "reads": "day", "test": "ended"},
  {"name": "ended_until", "reads": "day", "test": "ended"},
  {"name": "source", "reads": "term", "test": "standing", "rows": "organisations", "column": "sources", "vocabulary": "source_type", "many": true, "unknown": true},
  {"name": "seen_since", "reads": "day", "test": "since"},
  {"name": "near", "reads": "place", "test": "near"},
  {"name": "within", "reads": "distance", "default": "10"},
  {"name": "born", "reads": "choice", "test": "born", "values": ["initiative", "all"], "default": "initiative"},
  {"name": "only", "reads": "choice", "test": "report", "values": ["report"]},
  {"name": "day", "reads": "day"},
  {"name": "from", "reads": "day"},
  {"name": "to", "reads": "day"},
  {"name": "certainty", "reads": "choice", "values": ["certain", "possible"], "default": "certain"},
  {"name": "colour", "reads": "choice", "values": ["activity", "form", "scale", "age", "refugee_led"], "default": "activity"},
  {"name": "fill", "reads": "fill", "values": ["none", "initiatives", "activity", "ties", "refugee_led", "research"], "default": "none"},
  {"name": "ties", "reads": "choice", "values": ["0", "1"], "default": "0"},
  {"name": "sort", "reads": "choice", "values": ["name", "started", "distance", "municipality"], "default": "name"},
  {"name": "page", "reads": "number", "default": "1"},
  {"name": "at", "reads": "free"},
  {"name": "open", "reads": "free"},
  {"name": "towards", "reads": "free"},
  {"name": "rule", "reads": "choice", "values": ["default", "clique", "via", "formal"], "default": "default"},
  {"name": "layout", "reads": "choice", "values": ["layers", "free"], "default": "layers"},
  {"name": "steps", "reads": "choice", "values": ["1", "2", "3"], "default": "1"},
];
export const GROUPED = ["tie", "started", "ended", "near"];
export const SENSITIVE = ["refugee_led"];
export const FEWEST_SHOWN = 5;
export const FARTHEST = 500;
export const KILOMETRES_PER_STEP = 0.011119492664455872;
