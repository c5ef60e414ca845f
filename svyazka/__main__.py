from svyazka.site.cli import main

raise SystemExit(main())
