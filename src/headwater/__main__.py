"""``python -m headwater`` is the command itself."""

from headwater.cli import main

if __name__ == "__main__":
    main()
