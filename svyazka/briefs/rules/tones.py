"""In which tone a state or a verdict is shown."""

TONES = {"submitted": "warn", "feasible": "good", "agreed": "good", "with_client": "info", "remarked": "warn", "conditional": "warn",
         "infeasible": "bad", "checking": "warn", "confirmed": "good", "given": "info", "kept": "good", "changed": "plain",
         "broken": "bad"}  # fmt: skip
