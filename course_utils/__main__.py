"""``python -m course_utils`` does what ``course`` does."""

from course_utils.classroom.cli import main

if __name__ == "__main__":
    main()
