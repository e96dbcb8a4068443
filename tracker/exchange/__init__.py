"""Formats of files: bytes or text to words of the domain and back, pure, one file a format.

    marks_csv, events_csv   marks and events as tables, without loss; `csv_rows` reads the rows of any table
    habit_list              the list of habits as JSON, edited by people; `json_lines` finds the line of a value
    calendar_file           days and times for a calendar
    trackers/               what other programs have written, one file a program

What an import or an export does with them is said in `service/files`.
"""
