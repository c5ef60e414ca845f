"""In which tone a state or a verdict is shown."""

TONES = {"submitted": "warn", "feasible": "good", "agreed": "good", "with_client": "info", "remarked": "warn", "conditional": "warn",
         "infeasible": "bad", "checking": "warn", "confirmed": "good", "given": "info", "kept": "good", "changed": "plain",
         "broken": "bad", "going": "info", "held": "good", "dropped": "plain", "answered": "good", "asked": "warn", "blank": "plain",
         "picked": "warn", "standing": "good", "declined": "bad", "replaced": "plain"}  # fmt: skip
