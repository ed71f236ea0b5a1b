"""What a lesson must keep to: one module per kind of rule, each yielding Problems.

``structure`` looks at cells and metadata, ``code`` at what the code does, ``prose`` at
Markdown, ``glossary`` at terms and their table, ``outputs`` at what was saved below the cells,
``tasks`` at exercises and predictions.
"""
