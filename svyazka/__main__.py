from svyazka.site.cli import main

if __name__ == "__main__":  # a search in a process of its own reads this again
    raise SystemExit(main())
